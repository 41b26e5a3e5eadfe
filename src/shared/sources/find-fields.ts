import { createTileFinder, type FindFieldsOptions, type SeenTile } from './tile-finder.ts';
import type { Source } from './source.ts';

/** One observation of one source. */
export interface FoundTile extends SeenTile {
  /** Index of the source. */
  readonly source: number;
}

export interface FoundFields {
  /** Rows of the table. */
  readonly length: number;
  /** The rows, by the source's name, then by the start of the observation. */
  tiles(): Generator<FoundTile>;
  /** The rows of one source, by the start of the observation. */
  tilesOf(source: number): readonly FoundTile[];
  /** Sources that no field sees: indexes. */
  readonly outside: readonly number[];
  /** Sources that fields see, but none of them in the epochs asked for: indexes. */
  readonly unobserved: readonly number[];
  /** The field with the beam nearest to a source. */
  nearestField(source: number): { readonly name: string; readonly separationDeg: number };
}

/** A search that runs in slices, so that its caller can do something else between them. */
export interface FieldSearch {
  /** Takes the next sources; returns whether any are left. */
  step(count: number): boolean;
  /** Of the sources that were taken so far. */
  result(): FoundFields;
}

/** The answer to `find_sources … --find-fields` of vast-tools 3.x; its rules stand at {@link createTileFinder}. */
export function findFields(
  sources: readonly Source[],
  options: FindFieldsOptions = {},
): FoundFields {
  const search = createFieldSearch(sources, options);
  search.step(sources.length);
  return search.result();
}

/** A search whose rules stand at {@link createTileFinder}. */
export function createFieldSearch(
  sources: readonly Source[],
  options: FindFieldsOptions = {},
): FieldSearch {
  const finder = createTileFinder(options);
  const outside: number[] = [];
  const unobserved: number[] = [];
  let length = 0;
  let taken = 0;

  const take = (index: number): void => {
    const tiles = finder.tilesAt(sources[index]!);
    if (tiles === null) {
      outside.push(index);
      return;
    }
    if (tiles.length === 0) unobserved.push(index);
    length += tiles.length;
  };

  // Worked out again rather than kept: that takes a microsecond, and the rows of a million sources a gigabyte.
  const tilesOfSource = (source: number): readonly FoundTile[] =>
    finder.find(sources[source]!).map((tile) => ({ source, ...tile }));

  return {
    step(count) {
      const end = Math.min(sources.length, taken + count);
      for (; taken < end; taken += 1) take(taken);
      return taken < sources.length;
    },
    result() {
      const count = taken;
      return {
        length,
        outside: [...outside],
        unobserved: [...unobserved],
        tilesOf: tilesOfSource,
        *tiles() {
          for (const group of groupedByName(sources, count)) {
            // Rows of one source are in order; those of several with the same name are brought into it.
            if (group.length === 1) yield* tilesOfSource(group[0]!);
            else yield* group.flatMap(tilesOfSource).toSorted(byStartOfTile);
          }
        },
        nearestField: (source) => finder.nearest(sources[source]!),
      };
    },
  };
}

/**
 * Indexes of the first `count` sources by name, those of the same name together. Names are compared by their code
 * units, nearly as Python does; a locale would put `a` beside `A`.
 */
function* groupedByName(sources: readonly Source[], count: number): Generator<readonly number[]> {
  const groups = new Map<string, number[]>();
  for (let index = 0; index < count; index += 1) {
    const { name } = sources[index]!;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [index]);
    else group.push(index);
  }
  for (const name of [...groups.keys()].toSorted()) yield groups.get(name)!;
}

function byStartOfTile(a: FoundTile, b: FoundTile): number {
  const [first, second] = [a.observation.startUtc ?? '', b.observation.startUtc ?? ''];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
