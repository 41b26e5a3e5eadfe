/**
 * Ends the engine's thread with an uncaught error as soon as its state folder contains a file `engine-dies`. For
 * `node --import`, or for a worker's file.
 */
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, workerData } from 'node:worker_threads';

const { home } = (isMainThread ? {} : (workerData ?? {})) as { readonly home?: string };
if (home !== undefined) {
  const dieIfAsked = (): void => {
    if (existsSync(join(home, 'engine-dies'))) throw new Error('it ran out of memory.');
  };
  watch(home, dieIfAsked).unref();
  dieIfAsked();
}
