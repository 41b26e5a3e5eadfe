import { createHash } from 'node:crypto';
import type { FitsHeader } from '#shared/fits/header.ts';
import type { PixelBox } from '#shared/fits/pixel-box.ts';
import type { CutoutsInput, CutoutSource } from '../contract/cutout-calls.ts';
import { openDiskImage } from './disk-image.ts';

const REQUEST = 'vast-pilot request ';
const REV = 'revision ';

/** Names what a cutout was asked for, so that the same request finds it again. */
export function requestKey(
  { sizeDeg, edge, dropUnitAxes }: Pick<CutoutsInput, 'sizeDeg' | 'edge' | 'dropUnitAxes'>,
  { raDeg, decDeg }: CutoutSource,
  path: string,
  linkKey: string,
): string {
  const asked = JSON.stringify([path, raDeg, decDeg, sizeDeg, edge, dropUnitAxes, linkKey]);
  return createHash('sha256').update(asked).digest('hex').slice(0, 32);
}

/** Where a cutout came from. */
export function historyOf(
  { history }: CutoutsInput,
  { name, raDeg, decDeg }: CutoutSource,
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
    `around ${raDeg.toFixed(6)} ${decDeg.toFixed(6)} (ICRS, deg): ${name.slice(0, 40)}`,
    `${REQUEST}${key}`,
  ];
}

/** A cutout that is on disk. */
export interface KeptCutout {
  readonly rev: string | null;
  /** Its pixels in the image; null where its header does not have them. */
  readonly box: PixelBox | null;
}

/** The cutout on disk that an earlier call of the same request wrote; null where there is none, or another one. */
export async function findKept(file: string, key: string): Promise<KeptCutout | null> {
  const header = await headerOf(file);
  if (header === null) return null;
  const lines = header.cards
    .filter(({ keyword }) => keyword === 'HISTORY')
    .map(({ comment }) => comment);
  if (!lines.includes(`${REQUEST}${key}`)) return null;
  // The lines of the image itself stand before ours.
  const rev = lines.findLast((line) => line.startsWith(REV));
  return {
    rev: rev === undefined ? null : rev.slice(REV.length).replace(/,.*/, ''),
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
