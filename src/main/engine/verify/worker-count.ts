import { maxWorkers } from './hash-pool.ts';

/** Minimum time between two checks of the battery. */
const CHECK_EVERY_MS = 10_000;

/**
 * The number of workers that may hash now: one per core, half as many on battery, at least one.
 *
 * @param onBattery called at most every ten seconds
 */
export function workerCount(
  onBattery: () => boolean,
  cores: number = maxWorkers(),
  now: () => number = Date.now,
): () => number {
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  let workers = cores;
  return () => {
    if (now() - checkedAtMs >= CHECK_EVERY_MS) {
      checkedAtMs = now();
      workers = onBattery() ? Math.max(1, Math.floor(cores / 2)) : cores;
    }
    return workers;
  };
}
