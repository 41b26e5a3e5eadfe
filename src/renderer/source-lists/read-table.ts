import type { FieldEpochs } from '#shared/catalogue/field-epochs.ts';
import type { ReadOptions } from '#shared/sources/interpret-table.ts';
import { readSources } from '#shared/sources/read-sources.ts';
import { createTileFinder } from '#shared/sources/tile-finder.ts';
import { OBSERVATIONS } from '#shared/survey/observations.ts';
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
  const finder = createTileFinder();
  const raDeg = new Float64Array(sources.length);
  const decDeg = new Float64Array(sources.length);
  const outside: number[] = [];
  const seen = new Set<readonly number[]>();
  for (const [index, source] of sources.entries()) {
    raDeg[index] = source.raDeg;
    decDeg[index] = source.decDeg;
    const tiles = finder.tilesAt(source) ?? [];
    if (tiles.length === 0) outside.push(index);
    else seen.add(tiles);
  }
  return {
    names: packNames(sources),
    raDeg,
    decDeg,
    seen: fieldEpochsOf(new Set([...seen].flat())),
    outside: Uint32Array.from(outside),
    badRows: badRows.slice(0, MAX_BAD_ROWS),
    badRowCount: badRows.length,
    notes,
    warnings,
  };
}

/** The fields and epochs that see any of some positions, by the rule of vast-tools 3.x. */
export function seenBy({ raDeg, decDeg }: Positions): readonly FieldEpochs[] {
  const finder = createTileFinder();
  const seen = new Set<readonly number[]>();
  for (const [index, ra] of raDeg.entries()) {
    seen.add(finder.tilesAt({ raDeg: ra, decDeg: decDeg[index]! }) ?? []);
  }
  return fieldEpochsOf(new Set([...seen].flat()));
}

/** @param tiles indexes of observations */
function fieldEpochsOf(tiles: ReadonlySet<number>): readonly FieldEpochs[] {
  const epochsOf = new Map<string, Set<string>>();
  for (const tile of [...tiles].toSorted((a, b) => a - b)) {
    const { field, epoch } = OBSERVATIONS[tile]!;
    const epochs = epochsOf.get(field);
    if (epochs === undefined) epochsOf.set(field, new Set([epoch]));
    else epochs.add(epoch);
  }
  return [...epochsOf].map(([field, epochs]) => ({ field, epochs: [...epochs] }));
}

/** The arrays of a table that change threads without a copy. */
export function buffersOf({ names, raDeg, decDeg, outside }: ReadTable): readonly ArrayBuffer[] {
  return [names.text, names.starts, raDeg, decDeg, outside].map(({ buffer }) => buffer);
}
