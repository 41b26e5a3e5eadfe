import type { ReadOptions } from '#shared/sources/interpret-table.ts';
import { readSources } from '#shared/sources/read-sources.ts';
import { type SeenField, seenFields } from '#shared/sources/seen-fields.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { ReadTable } from './source-list.ts';
import { packNames } from './source-names.ts';
import type { Positions } from './worker-calls.ts';

/** A wrong file has as many bad rows as it has lines; nobody reads more than these. */
const MAX_BAD_ROWS = 1_000;

/**
 * Reads a table of sources and finds their fields. Takes seconds for a million sources, so it runs in a worker.
 *
 * @throws AppError `bad-input` with a sentence on what the table is, where, and what to do
 */
export function readTable(table: Uint8Array | string, options: ReadOptions): ReadTable {
  const { sources, badRows, notes, warnings } = readSources(table, options);
  const { seen, outside } = seenFields(sources);
  return {
    names: packNames(sources),
    raDeg: Float64Array.from(sources, (source) => source.raDeg),
    decDeg: Float64Array.from(sources, (source) => source.decDeg),
    seen,
    outside: Uint32Array.from(outside),
    badRows: badRows.slice(0, MAX_BAD_ROWS),
    badRowCount: badRows.length,
    notes,
    warnings,
  };
}

/** The fields and epochs that see any of some positions, by the rule of vast-tools 3.x. */
export function seenBy({ raDeg, decDeg }: Positions): readonly SeenField[] {
  function* positions(): Generator<SkyPosition> {
    for (const [index, ra] of raDeg.entries()) yield { raDeg: ra, decDeg: decDeg[index]! };
  }
  return seenFields(positions()).seen;
}

/** The arrays of a table that change threads without a copy. */
export function buffersOf({ names, raDeg, decDeg, outside }: ReadTable): readonly ArrayBuffer[] {
  return [names.text, names.starts, raDeg, decDeg, outside].map(({ buffer }) => buffer);
}
