import { OBSERVATIONS } from '#shared/survey/observations.ts';
import { startMs } from '../ticks/observed.ts';

export const DAY_MS = 86_400_000;

/** When each field was observed in each epoch, milliseconds since 1970: `VAST_0012+00A 01`. The first, of several times. */
export const STARTS: ReadonlyMap<string, number> = firstStarts();

/** The days (UTC) on which the survey observed, as milliseconds of their midnights, ascending. */
export const OBSERVING_DAYS: readonly number[] = [
  ...new Set([...STARTS.values()].map(dayOf)),
].toSorted((a, b) => a - b);

export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

export function pairKey(field: string, epoch: string): string {
  return `${field} ${epoch}`;
}

function firstStarts(): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  for (const tile of OBSERVATIONS) {
    const ms = startMs(tile);
    const key = pairKey(tile.field, tile.epoch);
    if (ms !== null) starts.set(key, Math.min(ms, starts.get(key) ?? ms));
  }
  return starts;
}
