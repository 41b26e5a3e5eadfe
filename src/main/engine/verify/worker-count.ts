import { mostWorkers } from './hash-pool.ts';

/** How often the battery is looked at. */
const LOOK_EVERY_MS = 10_000;

/**
 * How many workers may hash now: one a core, half as many while the machine runs on its battery, never none.
 *
 * @param onBattery asked at most every ten seconds
 */
export function workerCount(
  onBattery: () => boolean,
  cores: number = mostWorkers(),
  now: () => number = Date.now,
): () => number {
  let lookedMs = Number.NEGATIVE_INFINITY;
  let workers = cores;
  return () => {
    if (now() - lookedMs >= LOOK_EVERY_MS) {
      lookedMs = now();
      workers = onBattery() ? Math.max(1, Math.floor(cores / 2)) : cores;
    }
    return workers;
  };
}
