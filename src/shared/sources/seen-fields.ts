import { OBSERVATIONS } from '#shared/survey/observations.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { createTileFinder } from './tile-finder.ts';

/** A field that sees any of some sources, and the epochs in which it does. */
export interface SeenField {
  /** With its prefix: `VAST_0012+00A`. */
  readonly field: string;
  /** As the survey's folders write them: `01`, `05x`. */
  readonly epochs: readonly string[];
}

export interface SeenFields {
  readonly seen: readonly SeenField[];
  /** Positions that no field sees, or none in any epoch: indexes, ascending. */
  readonly outside: readonly number[];
}

/** The fields and epochs that see any of some positions, by the rule of vast-tools 3.x. */
export function seenFields(positions: Iterable<SkyPosition>): SeenFields {
  const finder = createTileFinder();
  const outside: number[] = [];
  const seen = new Set<readonly number[]>();
  let index = 0;
  for (const position of positions) {
    const tiles = finder.tilesAt(position) ?? [];
    if (tiles.length === 0) outside.push(index);
    else seen.add(tiles);
    index += 1;
  }
  return { seen: fieldsOf(new Set([...seen].flat())), outside };
}

/** @param tiles indexes of observations */
function fieldsOf(tiles: ReadonlySet<number>): readonly SeenField[] {
  const epochsOf = new Map<string, Set<string>>();
  for (const tile of [...tiles].toSorted((a, b) => a - b)) {
    const { field, epoch } = OBSERVATIONS[tile]!;
    const epochs = epochsOf.get(field);
    if (epochs === undefined) epochsOf.set(field, new Set([epoch]));
    else epochs.add(epoch);
  }
  return [...epochsOf].map(([field, epochs]) => ({ field, epochs: [...epochs] }));
}
