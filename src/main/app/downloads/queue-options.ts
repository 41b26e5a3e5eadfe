import type { DownloadOptions } from '#main/engine/contract/queue-calls.ts';
import type { Settings } from '#shared/ipc/contract.ts';

/** The settings that concern a queue. A window waits through an outage for ever. */
export function queueOptions(settings: Settings): DownloadOptions {
  const { parallel, maxRetries, overwrite, splitLarge, speedLimit, dailyLimit } = settings;
  return {
    parallel,
    maxRetries,
    overwrite,
    splitLarge,
    speedLimit,
    dailyLimit,
    maxBackoffs: null,
  };
}
