import type { CurvePoint, FoundComponent } from './curve-point.ts';
import { milliJanskys } from './milli-janskys.ts';
import type { CurveVisit, CurveVisits, SearchedCatalogue } from './curve-visits.ts';

/** A file that is searched, or read, for some sources: indexes. */
export interface FileOfSources {
  readonly path: string;
  readonly sources: readonly number[];
}

/** What a catalogue has at each of its sources, or why it was not read. */
export type Searched =
  | { readonly kind: 'read'; readonly found: readonly (FoundComponent | null)[] }
  | { readonly kind: 'failed'; readonly message: string };

/** What an rms map has at each of its sources (NaN for no value, null beyond its edge), or why it was not read. */
export type ReadMap =
  | {
      readonly kind: 'read';
      readonly values: readonly (number | null)[];
      /** BUNIT. */
      readonly unit: string;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** The file of a catalogue to read: one that is on disk, else the preferred one. */
function pathOf({ paths }: SearchedCatalogue, onDisk: ReadonlySet<string>): string {
  return paths.find((path) => onDisk.has(path)) ?? paths[0]!;
}

/** The catalogues to read, each once. */
export function catalogueFiles(
  visits: readonly CurveVisit[],
  onDisk: ReadonlySet<string>,
): readonly FileOfSources[] {
  return filesOf(
    visits.flatMap(({ source, catalogues }) =>
      catalogues.map((catalogue) => ({ source, path: pathOf(catalogue, onDisk) })),
    ),
  );
}

/** What the catalogues have at each visit, and what is left for the rms maps. */
export interface CurveSearch {
  /** By the index of the visit; those that are null need the noise at the position. */
  readonly points: readonly (CurvePoint | null)[];
  readonly maps: readonly FileOfSources[];
}

/** @param searched by path */
export function searchOf(
  { visits }: CurveVisits,
  onDisk: ReadonlySet<string>,
  files: readonly FileOfSources[],
  searched: ReadonlyMap<string, Searched>,
): CurveSearch {
  const found = indexed(files, searched, (one) => (one.kind === 'read' ? one.found : null));
  const points = visits.map((visit) => detectionOf(visit, onDisk, searched, found));
  const maps = visits.flatMap(({ source, rmsMap }, index) =>
    points[index] === null && rmsMap !== null ? [{ source, path: rmsMap }] : [],
  );
  return { points, maps: filesOf(maps) };
}

/** All points by source and epoch, with limits from the rms maps. */
export function pointsOf(
  { visits, notObserved, outside }: CurveVisits,
  onDisk: ReadonlySet<string>,
  { points, maps }: CurveSearch,
  read: ReadonlyMap<string, ReadMap>,
): readonly CurvePoint[] {
  const values = indexed(maps, read, (one) => (one.kind === 'read' ? one.values : null));
  const measured = visits.map((visit, index) => {
    return points[index] ?? limitAt(visit, onDisk, read, values);
  });
  const missing = notObserved.map(({ source, epoch }): CurvePoint => {
    return { ...NOTHING, source, epoch, outcome: 'not-observed' };
  });
  const unseen = outside.map((source): CurvePoint => {
    return { ...NOTHING, source, outcome: 'not-in-survey', note: 'No field sees this position.' };
  });
  return [...measured, ...missing, ...unseen].toSorted(
    (a, b) => a.source - b.source || order(a.epoch, b.epoch) || order(a.startUtc, b.startUtc),
  );
}

const NOTHING = {
  epoch: null,
  field: null,
  sbids: [],
  startUtc: null,
  component: null,
  sign: null,
  rms: null,
  catalogue: null,
  rmsMap: null,
  note: '',
} as const;

function placeOf({ source, epoch, field, sbids, startUtc }: CurveVisit) {
  return { ...NOTHING, source, epoch, field, sbids, startUtc };
}

/** The nearest component of all catalogues of a visit; null where all were read and none is near. */
function detectionOf(
  visit: CurveVisit,
  onDisk: ReadonlySet<string>,
  searched: ReadonlyMap<string, Searched>,
  found: (path: string, source: number) => FoundComponent | null,
): CurvePoint | null {
  if (visit.catalogues.length === 0) {
    const note = 'The list of files has no catalogue of this field and epoch.';
    return { ...placeOf(visit), outcome: 'not-listed', note };
  }
  let nearest: CurvePoint | null = null;
  for (const catalogue of visit.catalogues) {
    const path = pathOf(catalogue, onDisk);
    const result = searched.get(path);
    if (result?.kind !== 'read') {
      const note = result?.message ?? 'The catalogue was not read.';
      return { ...placeOf(visit), outcome: 'failed', catalogue: path, note };
    }
    const component = found(path, visit.source);
    if (component === null) continue;
    if ((nearest?.component?.separationArcsec ?? Infinity) <= component.separationArcsec) continue;
    const { sign } = catalogue;
    nearest = { ...placeOf(visit), outcome: 'detected', component, sign, catalogue: path };
  }
  return nearest;
}

function limitAt(
  visit: CurveVisit,
  onDisk: ReadonlySet<string>,
  read: ReadonlyMap<string, ReadMap>,
  valueOf: (path: string, source: number) => number | null,
): CurvePoint {
  const { rmsMap, source, catalogues } = visit;
  const catalogue = pathOf(catalogues[0]!, onDisk);
  const none = { ...placeOf(visit), outcome: 'no-rms', catalogue, rmsMap } as const;
  if (rmsMap === null) {
    const note = 'Nothing detected; the list of files has no rms map of this catalogue.';
    return { ...none, note };
  }
  const map = read.get(rmsMap);
  if (map?.kind !== 'read') {
    return { ...none, note: map?.message ?? 'Nothing detected; the rms map was not read.' };
  }
  const factor = milliJanskys(map.unit);
  if (factor === null) {
    const note = `Nothing detected; the rms map is in ${map.unit || 'no unit'}, and not in Jy/beam.`;
    return { ...none, note };
  }
  const value = valueOf(rmsMap, source);
  if (value === null) {
    return { ...none, note: 'Nothing detected; the rms map does not reach this position.' };
  }
  if (!(value > 0)) return { ...none, note: 'Nothing detected; the rms map has no value here.' };
  return { ...none, outcome: 'limit', rms: factor * value };
}

function filesOf(
  pairs: readonly { readonly path: string; readonly source: number }[],
): readonly FileOfSources[] {
  const sources = new Map<string, Set<number>>();
  for (const { path, source } of pairs) {
    sources.set(path, (sources.get(path) ?? new Set()).add(source));
  }
  return [...sources]
    .toSorted(([a], [b]) => order(a, b))
    .map(([path, seen]) => ({ path, sources: [...seen] }));
}

/** Results of files by path and source. */
function indexed<Result, Value>(
  files: readonly FileOfSources[],
  results: ReadonlyMap<string, Result>,
  valuesOf: (result: Result) => readonly (Value | null)[] | null,
): (path: string, source: number) => Value | null {
  const byPath = new Map(
    files.map(({ path, sources }) => {
      const result = results.get(path);
      const values = result === undefined ? null : valuesOf(result);
      return [path, new Map(sources.map((source, at) => [source, values?.[at] ?? null]))];
    }),
  );
  return (path, source) => byPath.get(path)?.get(source) ?? null;
}

function order(a: string | null, b: string | null): number {
  const [first, second] = [a ?? '', b ?? ''];
  return first === second ? 0 : first < second ? -1 : 1;
}
