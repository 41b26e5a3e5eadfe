import type { EngineCalls, EngineEvents } from '../engine.ts';

/**
 * The engine behind its thread: Dropbox, the queue and the disk. Every host talks to it through this contract, so that
 * neither a window nor a terminal waits for a hash or a disk. It follows from the parts that the engine puts together.
 */
export interface EngineContract {
  readonly calls: EngineCalls;
  readonly events: EngineEvents;
}
