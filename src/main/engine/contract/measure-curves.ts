import type { Failure } from '#shared/downloads/job.ts';
import type { CurvePoint } from '#shared/lightcurve/curve-point.ts';
import { catalogueFiles, pointsOf, searchOf } from '#shared/lightcurve/curve-points.ts';
import type { CurveVisits } from '#shared/lightcurve/curve-visits.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { CurveCalls } from './curve-calls.ts';

/** What it needs of the engine's client. */
export interface CurveClient {
  call<Name extends keyof CurveCalls>(
    name: Name,
    input: CurveCalls[Name]['input'],
  ): Promise<CurveCalls[Name]['output']>;
}

export interface CurvesAsked {
  readonly positions: readonly SkyPosition[];
  readonly chosen: CurveVisits;
  readonly radiusArcsec: number;
  readonly downloadsFolder: string;
  /** Names the shared link; null for the one that is connected. */
  readonly linkKey: string | null;
}

export interface MeasuredCurves {
  /** By source and epoch. */
  readonly points: readonly CurvePoint[];
  /** Requests that Dropbox answered for rms maps, and the bytes that it sent. */
  readonly calls: number;
  readonly bytes: number;
  /** What ended the reading of rms maps; null for nothing. */
  readonly halted: Failure | null;
}

/** Paths of all catalogues that light curves may be read from. */
function cataloguePaths({ visits }: CurveVisits): readonly string[] {
  const paths = visits.flatMap(({ catalogues }) => catalogues.flatMap((each) => each.paths));
  return [...new Set(paths)].toSorted();
}

/** The catalogues on disk of those that light curves may be read from. */
export async function cataloguesOnDisk(
  engine: CurveClient,
  { chosen, downloadsFolder }: Pick<CurvesAsked, 'chosen' | 'downloadsFolder'>,
): Promise<ReadonlySet<string>> {
  const { paths } = await engine.call('filesOnDisk', {
    downloadsFolder,
    paths: cataloguePaths(chosen),
  });
  return new Set(paths);
}

/**
 * Measures light curves from the catalogues that are on disk, and limits from rms maps.
 *
 * @param beforeMaps called with the maps that are needed and not on disk, before they are read
 * @throws AppError as the engine's calls do
 */
export async function measureCurves(
  engine: CurveClient,
  asked: CurvesAsked,
  beforeMaps: (paths: readonly string[]) => Promise<void>,
): Promise<MeasuredCurves> {
  const { positions, chosen, radiusArcsec, downloadsFolder, linkKey } = asked;
  const onDisk = await cataloguesOnDisk(engine, asked);
  const files = catalogueFiles(chosen.visits, onDisk);
  const { searched } = await engine.call('findComponents', {
    downloadsFolder,
    positions,
    files,
    radiusArcsec,
  });
  const search = searchOf(chosen, onDisk, files, byPath(files, searched));
  const { maps } = search;
  const paths = maps.map(({ path }) => path);
  const here = await engine.call('filesOnDisk', { downloadsFolder, paths });
  const elsewhere = new Set(paths).difference(new Set(here.paths));
  if (elsewhere.size > 0) await beforeMaps([...elsewhere]);
  const { read, ...cost } = await engine.call('readPixels', {
    downloadsFolder,
    positions,
    files: maps,
    linkKey,
  });
  return { points: pointsOf(chosen, onDisk, search, byPath(maps, read)), ...cost };
}

function byPath<Result>(
  files: readonly { readonly path: string }[],
  results: readonly Result[],
): ReadonlyMap<string, Result> {
  return new Map(files.map(({ path }, index) => [path, results[index]!]));
}
