import type { EngineContract } from '#main/engine/contract/contract.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';

type Call = keyof EngineContract['calls'];

/** What is still asked of the engine once the user wants to stop. */
const CLOSING_CALLS: ReadonlySet<Call> = new Set<Call>(['pause', 'jobs', 'close']);

/** The engine, but no new work is begun on it once `signal` is aborted: such calls reject with its reason. */
export function interruptibleEngine(engine: EngineClient, signal: AbortSignal): EngineClient {
  return {
    ...engine,
    call: async (name, input) => {
      if (!CLOSING_CALLS.has(name)) signal.throwIfAborted();
      return await engine.call(name, input);
    },
  };
}
