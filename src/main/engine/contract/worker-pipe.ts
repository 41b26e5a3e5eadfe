import type { MessagePort, Worker } from 'node:worker_threads';
import type { Pipe } from '#shared/rpc/channel.ts';

/** Either end of the channel between a thread and its worker as a {@link Pipe}. */
export function workerPipe(end: MessagePort | Worker): Pipe {
  return {
    post: (message) => end.postMessage(message),
    onMessage: (listener) => {
      end.on('message', listener);
    },
  };
}
