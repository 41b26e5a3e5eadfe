import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorCode, errorCode } from '#shared/errors/app-error.ts';
import type { DemoConnection } from './demo-connection.ts';
import type { DemoOptions } from './demo-options.ts';
import { startDemoServer } from './demo-server.ts';

/** What the thread says once: how to reach the demo, or why there is none. */
export type WorkerMessage =
  | { readonly kind: 'started'; readonly connection: DemoConnection }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly reason: string };

function say(message: WorkerMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window's
  parentPort?.postMessage(message);
}

try {
  const options: DemoOptions = workerData;
  const demo = await startDemoServer(options);
  say({
    kind: 'started',
    connection: {
      endpoint: demo.endpoint,
      sharedUrl: demo.sharedUrl,
      password: demo.password,
      accessToken: demo.accessToken,
      refreshToken: demo.refreshToken,
      appKey: demo.appKey,
      controlKey: demo.controlKey,
    },
  });
} catch (error) {
  // Errors lose their class on the way to another thread.
  const reason = error instanceof Error ? error.message : String(error);
  say({ kind: 'failed', code: errorCode(error), reason });
}
