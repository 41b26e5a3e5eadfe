import { DEFAULT_RETRY_POLICY } from '#shared/downloads/retry-policy.ts';
import type { DownloadOptions } from './contract/queue-calls.ts';
import type { QueueOptions } from './queue/download-queue.ts';

/** The queue's options for those of the contract; speed and daily limits are not the queue's. */
export function queueOptions(options: DownloadOptions): QueueOptions {
  const { parallel, overwrite, maxRetries, maxBackoffs, splitLarge = true } = options;
  return {
    parallel,
    overwrite,
    splitLarge,
    retry: { ...DEFAULT_RETRY_POLICY, maxRetries },
    maxBackoffs: maxBackoffs ?? Infinity,
  };
}
