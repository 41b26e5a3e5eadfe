import { AppError } from '#shared/errors/app-error.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { CutoutPlanInput, PlannedImage } from '../contract/cutout-calls.ts';
import { openCopy } from './copy-on-disk.ts';
import type { CutoutFiles } from './cutout-files.ts';
import { CALL_COST_BYTES } from './dropbox-image.ts';
import { estimateImage } from './estimate-image.ts';
import type { HeaderStore, KnownHeader } from './image-bytes.ts';
import { inPieces } from './in-pieces.ts';
import { keptHeader } from './kept-header.ts';
import { cutoutBytes, planBoxes } from './plan-boxes.ts';

export interface PlanImageDeps {
  readonly input: CutoutPlanInput;
  /** Null where no shared link is known. */
  readonly headers: Pick<HeaderStore, 'get'> | null;
  readonly files: CutoutFiles;
}

/** What the cutouts of one image will cost, from what is on this disk. Asks Dropbox nothing. */
export async function planImage(
  { path, sources, bytes: listedBytes }: CutoutPlanInput['images'][number],
  { input, headers, files }: PlanImageDeps,
): Promise<PlannedImage> {
  const missing: number[] = [];
  for (const source of sources) {
    const { kept } = await files.find(source, path);
    if (kept === null) missing.push(source);
  }
  const kept = sources.length - missing.length;
  const nothing = { path, isExact: true, calls: 0, bytes: 0, wholeBytes: 0, kept } as const;
  if (missing.length === 0) return { ...nothing, from: 'none', cutouts: 0, outputBytes: 0 };
  const positions = missing.map((source) => input.sources[source]!);
  const onDisk = await copyHeader(input.downloadsFolder, path);
  const known = onDisk?.header ?? (onDisk === null ? headerOf(headers, path) : null);
  const planned = known === null ? null : costOf(known, input, positions, path);
  if (onDisk !== null) {
    const { cutouts, outputBytes } = planned ?? { cutouts: 0, outputBytes: 0 };
    return { ...nothing, from: 'disk', cutouts, outputBytes };
  }
  if (planned !== null && known !== null) {
    const wholeBytes = planned.cutouts === 0 ? 0 : known.fileBytes;
    return { ...nothing, ...planned, from: 'dropbox', wholeBytes };
  }
  const decs = positions.map(({ decDeg }) => decDeg);
  const estimate = estimateImage(decs, input.sizeDeg, listedBytes);
  const cutouts = missing.length;
  return {
    ...nothing,
    ...estimate,
    from: 'dropbox',
    isExact: false,
    wholeBytes: listedBytes,
    cutouts,
  };
}

/** Null where no such file is on disk; its header null where it can't be read. */
async function copyHeader(
  folder: string | null,
  path: string,
): Promise<{ readonly header: KnownHeader | null } | null> {
  const image = await openCopy(folder, path).catch(() => null);
  if (image === null) return null;
  try {
    return { header: await image.header() };
  } catch {
    // The cut itself will report it.
    return { header: null };
  } finally {
    await image.close();
  }
}

function headerOf(headers: PlanImageDeps['headers'], path: string): KnownHeader | null {
  try {
    return headers === null ? null : keptHeader(headers, path);
  } catch {
    // A plan without the database of kept headers is an estimate.
    return null;
  }
}

function costOf(
  known: KnownHeader,
  { sizeDeg, edge }: CutoutPlanInput,
  positions: CutoutPlanInput['sources'],
  path: string,
) {
  const { stokes } = parsePath(path);
  try {
    const { plane, boxes, plan } = planBoxes(
      known,
      { positions, sizeDeg, edge, stokes },
      CALL_COST_BYTES,
    );
    const covered = boxes.filter((box) => box !== null);
    return {
      calls: plan.ranges.flatMap((range) => inPieces(range)).length,
      bytes: plan.bytes,
      cutouts: covered.length,
      outputBytes: covered.reduce((sum, box) => sum + cutoutBytes(plane, box), 0),
    };
  } catch (error) {
    // An image that can't be cut costs nothing; the cut itself will report it.
    if (error instanceof AppError) return { calls: 0, bytes: 0, cutouts: 0, outputBytes: 0 };
    throw error;
  }
}
