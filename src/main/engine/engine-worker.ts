import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { serve } from '#shared/rpc/channel.ts';
import type { EngineFolders } from './contract/part.ts';
import { createEngine, type EngineCalls, type EngineEvents } from './engine.ts';
import { workerPipe } from './contract/worker-pipe.ts';

if (parentPort === null) throw new Error('engine-worker.ts runs as a worker thread only');
const port = parentPort;

// Whether to rely on an experiment of Node or undici is our decision; a user could do nothing about the warning.
process.removeAllListeners('warning');
process.on('warning', ({ name, message }) => {
  if (name !== 'ExperimentalWarning') process.stderr.write(`${name}: ${message}\n`);
});

const engine = createEngine(workerData as EngineFolders, (name, payload) =>
  server.emit(name, payload),
);
const server = serve<{ calls: EngineCalls; events: EngineEvents }>(workerPipe(port), {
  ...engine,
  async close(input) {
    try {
      return await engine.close(input);
    } finally {
      // Send the answer or error first; then nothing keeps the thread running.
      setImmediate(() => port.close());
    }
  },
});
