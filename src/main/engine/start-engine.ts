import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';
import type { EngineContract } from './contract.ts';
import type { EngineFolders } from './engine.ts';
import { workerPipe } from './worker-pipe.ts';

export type EngineClient = Client<EngineContract>;

/** The engine's file in a checkout; a bundled host passes its own. */
const WORKER_FILE = new URL('./engine-worker.ts', import.meta.url);

/**
 * The chunks of a download lie outside of V8's heap, which therefore sees no reason to collect them: with its usual young
 * generation some 60 MB more of them lie about at full speed. A small one fills up sooner, and takes them along.
 */
const YOUNG_MB = 2;

/**
 * Starts the engine in a thread of its own. If that thread dies, every open and later call rejects with an
 * AppError; what was downloaded is safe, and the next start goes on.
 */
export function startEngine(folders: EngineFolders, workerFile: URL = WORKER_FILE): EngineClient {
  const worker = new Worker(workerFile, {
    workerData: folders,
    name: 'engine',
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const client = connect<EngineContract>(workerPipe(worker));
  worker.on('error', (error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    client.close(
      new AppError('api', `The download engine stopped: ${words}. Start again to go on.`, {
        cause: error,
      }),
    );
  });
  worker.on('exit', () =>
    client.close(new AppError('cancelled', 'The download engine has ended.')),
  );
  return client;
}
