import { EPOCHS } from '#shared/survey/epochs.ts';
import { type Observation, OBSERVATIONS } from '#shared/survey/observations.ts';
import { createFieldFinder } from './field-finder.ts';
import { byStart, observedFields } from './observed-fields.ts';
import type { Source } from './source.ts';

/** The limit of vast-tools since 3.0. */
export const MAX_SEP_DEG = 1.5;

export interface FindFieldsOptions {
  /** Closer than this to the centre of any beam. Degrees. @default 1.5 */
  readonly maxSepDeg?: number;
  /** All fields that see a source in an epoch, and not only the one whose centre is nearest. @default false */
  readonly allFields?: boolean;
  /** As the folders write them: `01`, `03x`. @default all */
  readonly epochs?: readonly string[];
}

/** One observation of one source. */
export interface FoundTile {
  /** Index of the source. */
  readonly source: number;
  readonly observation: Observation;
  /** Distance to the centre of the field's nearest beam, degrees. */
  readonly separationDeg: number;
  /** Name of the field whose centre is nearest to the source, which another may stand in for. */
  readonly primaryField: string;
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

/** A search that can be run in slices, so that whoever runs it can do something else between them. */
export interface FieldSearch {
  /** Takes the next sources; returns whether any are left. */
  step(count: number): boolean;
  /** Of the sources that were taken so far. */
  result(): FoundFields;
}

interface ObservedTiles {
  /** Indexes of observations. */
  readonly tiles: readonly number[];
  /** Indexes of candidates. */
  readonly matches: readonly number[];
}

/** The answer to `find_sources … --find-fields` of vast-tools 3.x; its rules stand at {@link createFieldSearch}. */
export function findFields(
  sources: readonly Source[],
  options: FindFieldsOptions = {},
): FoundFields {
  const search = createFieldSearch(sources, options);
  search.step(sources.length);
  return search.result();
}

/**
 * Finds fields as vast-tools 3.x does. Candidates for a source are the fields of which any of the 36 beams' centres
 * is closer than the limit. In each epoch, the candidate whose centre is nearest among those that were observed in
 * it sees the source: the primary field (nearest centre of all) if it is one of them. Each SBID of that field in that
 * epoch is a row.
 */
export function createFieldSearch(
  sources: readonly Source[],
  options: FindFieldsOptions = {},
): FieldSearch {
  const { maxSepDeg = MAX_SEP_DEG, allFields = false, epochs = EPOCHS } = options;
  const finder = createFieldFinder(maxSepDeg);
  const wanted = [...EPOCHS.keys()].filter((epoch) => epochs.includes(EPOCHS[epoch]!));
  const { tilesOf } = observedFields();
  const outside: number[] = [];
  const unobserved: number[] = [];
  let length = 0;
  let taken = 0;

  /** The tiles that see a position, in the order of their starts, and the candidate that each belongs to. */
  const observe = (candidates: readonly number[]): ObservedTiles => {
    const seen: { readonly tile: number; readonly match: number }[] = [];
    for (const epoch of wanted) {
      for (const [match, field] of candidates.entries()) {
        const tiles = tilesOf(field, epoch);
        for (const tile of tiles) seen.push({ tile, match });
        if (tiles.length > 0 && !allFields) break;
      }
    }
    seen.sort((a, b) => byStart(a.tile, b.tile));
    return { tiles: seen.map(({ tile }) => tile), matches: seen.map(({ match }) => match) };
  };
  /** Many sources have the same candidates in the same order, and so the same tiles. */
  const known = new Map<string, ObservedTiles>();
  const observed = (candidates: readonly number[]): ObservedTiles => {
    let key = '';
    for (const field of candidates) key += String.fromCharCode(field);
    let tiles = known.get(key);
    if (tiles === undefined) {
      tiles = observe(candidates);
      known.set(key, tiles);
    }
    return tiles;
  };

  const take = (index: number): void => {
    const candidates = finder.fieldsAt(sources[index]!);
    if (candidates.length === 0) {
      outside.push(index);
      return;
    }
    const { tiles } = observed(candidates);
    if (tiles.length === 0) unobserved.push(index);
    length += tiles.length;
  };

  // Worked out again rather than kept: that takes a microsecond, and the rows of a million sources a gigabyte.
  const tilesOfSource = (source: number): readonly FoundTile[] => {
    const { primary, candidates } = finder.find(sources[source]!);
    const { tiles, matches } = observed(candidates.map(({ field }) => field));
    const primaryField = finder.fields[primary]!.name;
    return tiles.map((tile, at) => ({
      source,
      observation: OBSERVATIONS[tile]!,
      separationDeg: candidates[matches[at]!]!.separationDeg,
      primaryField,
    }));
  };

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
        nearestField(source) {
          const { field, separationDeg } = finder.nearest(sources[source]!);
          return { name: finder.fields[field]!.name, separationDeg };
        },
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
