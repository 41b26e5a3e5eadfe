import { createTileFinder } from '#shared/sources/tile-finder.ts';
import { OBSERVATIONS } from '#shared/survey/observations.ts';
import { FIELDS } from '#shared/survey/fields.ts';
import { type NameColumn, namesIn } from './source-names.ts';
import type { ArrangeInput, Positions, SourceSort } from './worker-calls.ts';

/**
 * The sources whose name or field contains a text, in order: indexes. Sources that no field sees come last in an order
 * by field, epochs or separation, ascending or not. Takes seconds for a million sources, so it runs in a worker.
 */
export function arrangeSources({
  names,
  text,
  sort,
  ...positions
}: ArrangeInput): Uint32Array<ArrayBuffer> {
  const found = withText(names, positions, text.trim().toLowerCase());
  if (sort === null) return found;
  const compare = comparison(names, positions, found, sort);
  return found.toSorted((a, b) => compare(a, b) || a - b);
}

function withText(
  names: NameColumn,
  { raDeg, decDeg }: Positions,
  text: string,
): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(raDeg.length);
  const texts = namesIn(names);
  // Fields are looked up only for a text that is part of any: that takes longer than all the rest.
  const mayBeField = FIELDS.some(({ name }) => name.toLowerCase().includes(text));
  const finder = createTileFinder();
  const hasField = (source: number): boolean =>
    (finder.tilesAt({ raDeg: raDeg[source]!, decDeg: decDeg[source]! }) ?? []).some((tile) =>
      OBSERVATIONS[tile]!.field.toLowerCase().includes(text),
    );
  let length = 0;
  for (let source = 0; source < raDeg.length; source += 1) {
    const isFound =
      text === '' ||
      texts.at(source)!.toLowerCase().includes(text) ||
      (mayBeField && hasField(source));
    if (!isFound) continue;
    all[length] = source;
    length += 1;
  }
  return all.slice(0, length);
}

/** Compares two sources by their indexes. */
function comparison(
  names: NameColumn,
  { raDeg, decDeg }: Positions,
  found: Uint32Array,
  { by, descending }: SourceSort,
): (a: number, b: number) => number {
  const sign = descending ? -1 : 1;
  if (by === 'name') {
    const all = namesIn(names);
    const texts: string[] = [];
    for (const source of found) texts[source] = all.at(source)!;
    // `source 2` comes before `source 10`.
    const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
    return (a, b) => sign * compare(texts[a]!, texts[b]!);
  }
  const keys = keysOf({ raDeg, decDeg }, found, by);
  return (a, b) => {
    const [first, second] = [keys[a]!, keys[b]!];
    if (Number.isNaN(first) || Number.isNaN(second)) {
      return Number(Number.isNaN(first)) - Number(Number.isNaN(second));
    }
    return sign * (first - second);
  };
}

/** A number for each source; NaN for one that no field sees. */
function keysOf(
  { raDeg, decDeg }: Positions,
  found: Uint32Array,
  by: Exclude<SourceSort['by'], 'name'>,
): Float64Array {
  if (by === 'ra') return raDeg;
  if (by === 'dec') return decDeg;
  const finder = createTileFinder();
  const fieldNumbers = new Map(FIELDS.map(({ name }, index) => [name, index]));
  const keys = new Float64Array(raDeg.length);
  for (const source of found) {
    const tiles = finder.find({ raDeg: raDeg[source]!, decDeg: decDeg[source]! });
    const [first] = tiles;
    if (first === undefined) keys[source] = Number.NaN;
    else if (by === 'field') keys[source] = fieldNumbers.get(first.observation.field)!;
    else if (by === 'epochs') {
      keys[source] = new Set(tiles.map(({ observation }) => observation.epoch)).size;
    } else keys[source] = Math.min(...tiles.map(({ separationDeg }) => separationDeg));
  }
  return keys;
}
