import { createHash } from 'node:crypto';
import type { FitsHeader } from '#shared/fits/header.ts';
import type { PixelBox } from '#shared/fits/pixel-box.ts';
import type { CutoutsInput, CutoutSource } from '../contract/cutout-calls.ts';
import { openDiskImage } from './disk-image.ts';

const REQUEST = 'vast-pilot request ';
const REV = 'revision ';
const AROUND = 'around ';

/**
 * Names what a cutout was asked for, so that the same request finds it again.
 *
 * @param linkKey names the shared link that the pixels come from; null for a file on disk
 */
export function requestKey(
  { sizeDeg, edge, dropUnitAxes }: Pick<CutoutsInput, 'sizeDeg' | 'edge' | 'dropUnitAxes'>,
  { raDeg, decDeg }: CutoutSource,
  path: string,
  linkKey: string | null,
): string {
  const link = linkKey ?? '';
  const asked = JSON.stringify([path, raDeg, decDeg, sizeDeg, edge, dropUnitAxes, link]);
  return createHash('sha256').update(asked).digest('hex').slice(0, 32);
}

/** Where a cutout came from. */
export function historyOf(
  { history }: CutoutsInput,
  source: CutoutSource,
  facts: {
    readonly path: string;
    readonly key: string;
    readonly rev: string | null;
    readonly box: PixelBox;
  },
): readonly string[] {
  const { path, key, rev, box } = facts;
  return [
    ...history,
    `cutout of ${path}`,
    rev === null ? 'from the whole file on disk' : `${REV}${rev}, not hash-checked`,
    `pixels ${box.x0 + 1}:${box.x1}, ${box.y0 + 1}:${box.y1} of the image, from 1`,
    `${AROUND}${placeOf(source)} (ICRS, deg): ${source.name.slice(0, 40)}`,
    `${REQUEST}${key}`,
  ];
}

/** A position as HISTORY has it: `139.654170 -0.166667`. */
export function placeOf({ raDeg, decDeg }: Pick<CutoutSource, 'raDeg' | 'decDeg'>): string {
  return `${raDeg.toFixed(6)} ${decDeg.toFixed(6)}`;
}

/** A cutout that is on disk. */
export interface FoundCutout {
  /** As `requestKey` has it. */
  readonly request: string;
  /** The position, as {@link placeOf} has it; null where its header does not have it. */
  readonly around: string | null;
  readonly rev: string | null;
  /** Its pixels in the image; null where its header does not have them. */
  readonly box: PixelBox | null;
}

/** The cutout that is a file; null where there is no file, or none that this program wrote. */
export async function readCutout(file: string): Promise<FoundCutout | null> {
  const header = await headerOf(file);
  if (header === null) return null;
  const lines = header.cards
    .filter(({ keyword }) => keyword === 'HISTORY')
    .map(({ comment }) => comment);
  // The lines of the image itself stand before ours.
  const last = (start: string): string | null =>
    lines.findLast((line) => line.startsWith(start))?.slice(start.length) ?? null;
  const request = last(REQUEST);
  if (request === null) return null;
  return {
    request,
    around: last(AROUND)?.replace(/ \(ICRS.*/, '') ?? null,
    rev: last(REV)?.replace(/,.*/, '') ?? null,
    box: boxIn(lines),
  };
}

const BOX = /^pixels (-?\d+):(-?\d+), (-?\d+):(-?\d+) of the image/;

function boxIn(lines: readonly string[]): PixelBox | null {
  const found = lines.map((line) => BOX.exec(line)).findLast((match) => match !== null);
  if (found === undefined) return null;
  const [x0, x1, y0, y1] = found.slice(1).map(Number) as [number, number, number, number];
  return { x0: x0 - 1, y0: y0 - 1, x1, y1 };
}

async function headerOf(file: string): Promise<FitsHeader | null> {
  const image = await openDiskImage(file).catch(() => null);
  if (image === null) return null;
  try {
    return (await image.header()).header;
  } catch {
    // What can't be read is not ours, and is made again.
    return null;
  } finally {
    await image.close();
  }
}
