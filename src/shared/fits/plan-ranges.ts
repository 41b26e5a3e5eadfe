import { dataBytes } from './data-size.ts';
import type { ByteRange } from './find-image.ts';
import { clipBox, type PixelBox, rowRange } from './pixel-box.ts';
import type { ImagePlane } from './plane.ts';

/** What to fetch of one image's file for a set of boxes. */
export interface RangePlan {
  /** `whole` where the file's every byte costs no more than the ranges and what a whole file is worth. */
  readonly kind: 'ranges' | 'whole';
  /** In ascending order, without overlaps; for `whole`, one range over the file. */
  readonly ranges: readonly ByteRange[];
  /** Sum of the ranges. */
  readonly bytes: number;
  /** Bytes of the pixels' rows themselves, each counted once. */
  readonly wantedBytes: number;
}

export interface PlanOptions {
  /** What a call costs, in bytes that could be fetched meanwhile. A gap below it is fetched with its neighbours. */
  readonly callCostBytes: number;
  /** Size of the file; without it, the end of the image's data counts as its end. */
  readonly fileBytes?: number;
  /**
   * Bytes more that a whole file may cost, because its hash can be verified, and further boxes cost nothing.
   *
   * @default callCostBytes
   */
  readonly wholeGainBytes?: number;
}

/**
 * The ranges of a file that hold every pixel of the boxes. They cost as little as can be: the bytes of all ranges, and
 * a cost for each call. Boxes may overlap, reach beyond the image, lie in different planes of it, and be in any order. Without a
 * pixel in the image the plan has no ranges.
 */
export function planRanges(
  wanted: readonly { readonly plane: ImagePlane; readonly box: PixelBox }[],
  { callCostBytes, fileBytes, wholeGainBytes = callCostBytes }: PlanOptions,
): RangePlan {
  const rows = mergeRanges(
    wanted.flatMap(({ plane, box }) => rowsOf(plane, box)),
    0,
  );
  const ranges = mergeRanges(rows, callCostBytes);
  const bytes = lengthOf(ranges);
  const wantedBytes = lengthOf(rows);
  const first = wanted[0];
  if (first === undefined || ranges.length === 0)
    return { kind: 'ranges', ranges, bytes, wantedBytes };
  const { header } = first.plane.image;
  const end = fileBytes ?? header.dataOffset + dataBytes(header);
  if (end + callCostBytes <= bytes + ranges.length * callCostBytes + wholeGainBytes) {
    return { kind: 'whole', ranges: [{ start: 0, end }], bytes: end, wantedBytes };
  }
  return { kind: 'ranges', ranges, bytes, wantedBytes };
}

function rowsOf(plane: ImagePlane, box: PixelBox): readonly ByteRange[] {
  const inside = clipBox(plane, box);
  if (inside === null) return [];
  return Array.from({ length: inside.y1 - inside.y0 }, (_, row) =>
    rowRange(plane, inside, inside.y0 + row),
  );
}

/** Joins ranges that overlap, touch, or have a gap of at most `gapBytes`. Each gap counts alone, so this is the least. */
function mergeRanges(ranges: readonly ByteRange[], gapBytes: number): readonly ByteRange[] {
  const merged: ByteRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || range.start - last.end > gapBytes) merged.push(range);
    else if (range.end > last.end)
      merged[merged.length - 1] = { start: last.start, end: range.end };
  }
  return merged;
}

function lengthOf(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}
