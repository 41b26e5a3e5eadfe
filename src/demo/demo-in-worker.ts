import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { DemoConnection } from './demo-connection.ts';
import type { DemoOptions } from './demo-options.ts';
import type { WorkerMessage } from './demo-worker.ts';

/** A demo that runs in a thread of its own, so that making images never holds up its host. */
export interface WorkerDemo extends DemoConnection {
  close(): Promise<void>;
}

/**
 * Starts a demo in a worker thread. A bundled app passes the URL of the worker's bundle. Throws an AppError where
 * it cannot be started.
 */
export async function startDemoInWorker(
  options: DemoOptions = {},
  workerUrl: URL = new URL('./demo-worker.ts', import.meta.url),
): Promise<WorkerDemo> {
  const worker = new Worker(workerUrl, { workerData: options });
  const message = await new Promise<WorkerMessage>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread ended before the demo was up.')));
  }).catch((error: Error): WorkerMessage => {
    return { kind: 'failed', code: 'api', reason: error.message };
  });

  if (message.kind === 'failed') {
    await worker.terminate();
    throw new AppError(message.code, `The demo could not be started. ${message.reason}`);
  }
  // From here on an error of the thread must not take the host with it.
  worker.on('error', () => {});
  return {
    ...message.connection,
    close: async () => void (await worker.terminate()),
  };
}
