import type { FoundFields } from '#shared/sources/find-fields.ts';
import type { NearestTiles } from '#shared/sources/nearest-beam.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Observation } from '#shared/survey/observations.ts';
import type { Results } from './answer-schema.ts';

type FindFields = Results['find-fields'];
type Row = FindFields['observations'][number];

/** The result with its rows one by one: of millions, no array and no text could hold all. */
export interface FoundRows extends Omit<FindFields, 'observations'> {
  readonly observations: Iterable<Row>;
}

/** Every observation of every source, by name and time. */
export function rowsOfFields(
  found: FoundFields,
  sources: readonly Source[],
): Pick<FoundRows, 'observations' | 'outside' | 'notObserved'> {
  return {
    observations: rows(),
    outside: found.outside.map((index) => {
      const { name, separationDeg } = found.nearestField(index);
      return { ...sourceOf(sources[index]!), nearestField: name, separationDeg };
    }),
    notObserved: found.unobserved.map((index) => sources[index]!.name),
  };
  function* rows(): Generator<Row> {
    for (const { source, observation, separationDeg, primaryField } of found.tiles()) {
      yield rowOf(sources[source]!, observation, separationDeg, primaryField);
    }
  }
}

/** The observation with the nearest beam, for each source. */
export function rowsOfNearest(
  { tiles, outside }: NearestTiles,
  sources: readonly Source[],
  nearestField: (source: Source) => { readonly name: string; readonly separationDeg: number },
): Pick<FoundRows, 'observations' | 'outside' | 'notObserved'> {
  return {
    observations: tiles.map(({ source, observation, separationDeg }) =>
      rowOf(sources[source]!, observation, separationDeg, null),
    ),
    outside: outside.map((index) => {
      const { name, separationDeg } = nearestField(sources[index]!);
      return { ...sourceOf(sources[index]!), nearestField: name, separationDeg };
    }),
    notObserved: [],
  };
}

/** A document as lines of JSON; `head` is all of it before its result. */
export function* linesOfFoundRows(
  head: string,
  { observations, ...rest }: FoundRows,
): Generator<string> {
  yield `${head}{"observations":[`;
  let isFirst = true;
  for (const row of observations) {
    yield `${isFirst ? '' : ','}${JSON.stringify(row)}`;
    isFirst = false;
  }
  yield `],${JSON.stringify(rest).slice(1)}}`;
}

function sourceOf({ name, raDeg, decDeg }: Source) {
  return { source: name, raDeg, decDeg };
}

function rowOf(
  source: Source,
  { field, epoch, sbid, startUtc }: Observation,
  separationDeg: number,
  primaryField: string | null,
): Row {
  return {
    ...sourceOf(source),
    field,
    epoch,
    sbid,
    startedAt: startUtc === null ? null : `${startUtc}Z`,
    separationDeg,
    primaryField,
  };
}
