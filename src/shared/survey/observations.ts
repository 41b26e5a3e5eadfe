import { OBSERVATION_TABLE } from './observation-table.ts';

/** One tile: a field, observed once. Several tiles may share a scheduling block. */
export interface Observation {
  /** As the folders write it: `01`, `03x`. */
  readonly epoch: string;
  /** With its prefix: `VAST_0012+00A`. */
  readonly field: string;
  /** ASKAP's scheduling-block id. */
  readonly sbid: number;
  /** ISO 8601 without a zone, UTC, to the millisecond; null for the one tile of which the tables tell no times. */
  readonly startUtc: string | null;
  readonly endUtc: string | null;
}

/** All 710 tiles, by epoch and field. */
export const OBSERVATIONS: readonly Observation[] = parseObservations(OBSERVATION_TABLE);

function parseObservations(table: string): readonly Observation[] {
  const observations: Observation[] = [];
  let epoch = '';
  for (const line of table.trim().split('\n')) {
    if (line.startsWith('EPOCH')) {
      epoch = line.slice('EPOCH'.length);
      continue;
    }
    const [field, sbid, day, start, end] = line.split(/ +/);
    const timed = day !== undefined && start !== undefined && end !== undefined;
    observations.push({
      epoch,
      field: `VAST_${field}`,
      sbid: Number(sbid),
      startUtc: timed ? `${day}T${start}` : null,
      endUtc: timed ? `${end < start ? dayAfter(day) : day}T${end}` : null,
    });
  }
  return observations;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
