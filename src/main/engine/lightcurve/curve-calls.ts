import { stat } from 'node:fs/promises';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import { createComponentFinder } from '#shared/lightcurve/component-at.ts';
import type { FileOfSources, ReadMap, Searched } from '#shared/lightcurve/curve-points.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { CurveCalls, CurveEvents } from '../contract/curve-calls.ts';
import type { Emit, HandlersOf } from '../contract/part.ts';
import { copyOf } from '../cutouts/copy-on-disk.ts';
import { openDropboxRanges } from '../cutouts/dropbox-ranges.ts';
import { forEachAtOnce } from '../cutouts/for-each-at-once.ts';
import type { ImageDeps } from '../cutouts/image-deps.ts';
import { openImage, type OpenImageDeps, unlessReplaced } from '../cutouts/open-image.ts';
import { endsCutouts } from '../cutouts/range-reader.ts';
import { readCatalogueFile } from './read-catalogue-file.ts';
import { sampleImage } from './sample-image.ts';

export interface CurveCallsDeps extends ImageDeps {
  /** Its signal aborts when light curves alone are stopped. */
  readonly own: { readonly signal: AbortSignal; stop(): void };
  readonly emit: Emit<CurveEvents>;
}

/** Maps under way at the same time. */
const PARALLEL_MAPS = 6;
const NOT_HERE = 'The rms map is not on this disk, and there is no connection.';

/** The engine's calls that search catalogues on disk, and read single pixels of images. */
export function createCurveCalls(deps: CurveCallsDeps): HandlersOf<CurveCalls> {
  const { connection, work, own, limits, clock, headersOf, emit } = deps;
  const signalNow = (): AbortSignal => AbortSignal.any([work.signal, own.signal]);
  return {
    async filesOnDisk({ downloadsFolder, paths }) {
      const isThere = await Promise.all(paths.map((path) => isFile(copyOf(downloadsFolder, path))));
      return { paths: paths.filter((_, index) => isThere[index]) };
    },

    async findComponents({ downloadsFolder, positions, files, radiusArcsec }) {
      const signal = signalNow();
      const searched: Searched[] = [];
      for (const { path, sources } of files) {
        signal.throwIfAborted();
        const file = copyOf(downloadsFolder, path);
        const wanted = sources.map((source) => positions[source]!);
        searched.push(await search(file, wanted, radiusArcsec, signal));
        emit('curves', { of: 'catalogues', done: searched.length, files: files.length });
      }
      return { searched };
    },

    async readPixels({ downloadsFolder, positions, files, linkKey }) {
      const signal = signalNow();
      const open = connection();
      const reader =
        open === null ? null : openDropboxRanges({ link: open.link, limits, clock, signal });
      const headers = headersOf(linkKey ?? open?.linkKey ?? '');
      const from = { downloadsFolder, dropbox: reader === null ? null : { reader, headers } };
      const read: (ReadMap | null)[] = files.map(() => null);
      let done = 0;
      let halted: Failure | null = null;
      await forEachAtOnce([...files.entries()], PARALLEL_MAPS, async ([index, file]) => {
        read[index] = await readMap(file, positions, from);
        done += 1;
        emit('curves', { of: 'maps', done, files: files.length });
      }).catch((error: unknown) => {
        halted = haltedBy(error, signal);
      });
      limits.save();
      const message = (halted as Failure | null)?.message ?? '';
      return {
        read: read.map((one) => one ?? ({ kind: 'failed', message } as const)),
        calls: reader?.calls ?? 0,
        bytes: reader?.bytes ?? 0,
        halted,
      };
    },

    async stopCurves() {
      own.stop();
      return null;
    },
  };
}

async function search(
  file: string | null,
  positions: readonly SkyPosition[],
  radiusArcsec: number,
  signal: AbortSignal,
): Promise<Searched> {
  if (!(await isFile(file))) return { kind: 'failed', message: 'The catalogue is not on disk.' };
  try {
    const find = createComponentFinder(await readCatalogueFile(file!, signal));
    return { kind: 'read', found: positions.map((position) => find(position, radiusArcsec)) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return { kind: 'failed', message: error.message };
  }
}

async function readMap(
  { path, sources }: FileOfSources,
  positions: readonly SkyPosition[],
  from: OpenImageDeps,
): Promise<ReadMap> {
  const wanted = sources.map((source) => positions[source]!);
  const { stokes } = parsePath(path);
  let result: ReadMap = { kind: 'failed', message: NOT_HERE };
  try {
    const image = await openImage(path, from);
    if (image === null) return result;
    try {
      await unlessReplaced(image, async () => {
        result = { kind: 'read', ...(await sampleImage(image, wanted, stokes)) };
      });
    } finally {
      await image.close();
    }
    return result;
  } catch (error) {
    if (endsCutouts(error)) throw error;
    const isGone = errorCode(error) === 'path-not-found';
    const message = error instanceof AppError && !isGone ? error.message : `${path} is not there.`;
    return { kind: 'failed', message };
  }
}

/** Throws what no user can do anything about. */
function haltedBy(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { code: 'cancelled', message: 'Stopped.' };
  if (!(error instanceof AppError)) throw error;
  return { code: error.code, message: error.message };
}

async function isFile(file: string | null): Promise<boolean> {
  if (file === null) return false;
  return await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
