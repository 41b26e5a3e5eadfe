import { type Observation, OBSERVATIONS } from '#shared/survey/observations.ts';

const BY_FIELD = Map.groupBy(OBSERVATIONS, ({ field }) => field);
const BY_EPOCH = Map.groupBy(OBSERVATIONS, ({ epoch }) => epoch);

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', timeZone: 'UTC' });
const DAY_MONTH = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const WHOLE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** The tiles of a field in all epochs, in order of the epochs. */
export function tilesOfField(field: string): readonly Observation[] {
  return BY_FIELD.get(field) ?? [];
}

export function tilesOfEpoch(epoch: string): readonly Observation[] {
  return BY_EPOCH.get(epoch) ?? [];
}

export function tilesOf(epoch: string, field: string): readonly Observation[] {
  return tilesOfField(field).filter((tile) => tile.epoch === epoch);
}

/** When the observation of a tile began, in milliseconds since 1970; null if the tables have no time. */
export function startMs({ startUtc }: Observation): number | null {
  return startUtc === null ? null : Date.parse(`${startUtc}Z`);
}

/** `27–28 Aug 2019`; empty for an epoch that is not in the tables. */
export function daysOfEpoch(epoch: string): string {
  const times = tilesOfEpoch(epoch)
    .map(startMs)
    .filter((ms) => ms !== null);
  if (times.length === 0) return '';
  return formatDays(Math.min(...times), Math.max(...times));
}

export function formatDays(firstMs: number, lastMs: number): string {
  const [first, last] = [new Date(firstMs), new Date(lastMs)];
  const whole = WHOLE.format(last);
  if (WHOLE.format(first) === whole) return whole;
  if (first.getUTCFullYear() !== last.getUTCFullYear()) return `${WHOLE.format(first)} – ${whole}`;
  const sameMonth = first.getUTCMonth() === last.getUTCMonth();
  return sameMonth ? `${DAY.format(first)}–${whole}` : `${DAY_MONTH.format(first)} – ${whole}`;
}
