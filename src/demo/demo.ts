/** All that other code may use of the demo. */
export { connectionLine } from './demo-connection.ts';
export { startDemoInWorker, type WorkerDemo } from './demo-in-worker.ts';
export type { DemoOptions } from './demo-options.ts';
