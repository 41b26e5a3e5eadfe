import { inFrame } from '#shared/cutouts/in-frame.ts';
import { pixelBytesOf, resolveBox } from '#shared/fits/cutout-pixels.ts';
import { BLOCK_BYTES } from '#shared/fits/header.ts';
import { describeImage } from '#shared/fits/image.ts';
import { boxAround, type PixelBox } from '#shared/fits/pixel-box.ts';
import { choosePlane, type ImagePlane } from '#shared/fits/plane.ts';
import { planRanges, type RangePlan } from '#shared/fits/plan-ranges.ts';
import { createWorldCoordinates } from '#shared/fits/world-coordinates.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { KnownHeader } from './image-bytes.ts';

export interface BoxesAsked {
  readonly positions: readonly SkyPosition[];
  readonly sizeDeg: number;
  readonly stokes: string | null;
  readonly edge: 'pad' | 'trim';
}

/** Boxes in one image, and the ranges of its file that hold them. */
export interface PlannedBoxes {
  readonly plane: ImagePlane;
  /** For each position; null where the image does not reach it. */
  readonly boxes: readonly (PixelBox | null)[];
  readonly plan: RangePlan;
}

/**
 * Plans boxes around positions, with what a call costs in bytes that could be read meanwhile. Throws AppError `bad-input` for an image that can't be cut so.
 */
export function planBoxes(
  { header, fileBytes }: Pick<KnownHeader, 'header' | 'fileBytes'>,
  { positions, sizeDeg, stokes, edge }: BoxesAsked,
  callCostBytes: number,
): PlannedBoxes {
  const plane = choosePlane(describeImage(header), stokes === null ? {} : { stokes });
  const world = createWorldCoordinates(plane);
  const side = Math.max(1, Math.round(sizeDeg / world.pixelDeg));
  const boxes = positions.map((position) => {
    const box = boxAround(world, inFrame(world.frame, position), { width: side, height: side });
    return box === null ? null : resolveBox(plane, box, edge);
  });
  const covered = boxes.filter((box) => box !== null);
  return { plane, boxes, plan: planRows(plane, covered, { callCostBytes, fileBytes }) };
}

/** The ranges of a file that hold the rows of some boxes. */
export function planRows(
  plane: ImagePlane,
  boxes: readonly PixelBox[],
  costs: { readonly callCostBytes: number; readonly fileBytes: number },
): RangePlan {
  const wanted = boxes.map((box) => ({ plane, box }));
  // A part has no hash to compare, and neither has a whole file that is not kept.
  return planRanges(wanted, { ...costs, wholeGainBytes: 0 });
}

/** Bytes of a cutout's file, at most: the header grows by a few lines. */
export function cutoutBytes(plane: ImagePlane, box: PixelBox): number {
  return plane.image.header.bytes.length + BLOCK_BYTES + wholeBlocks(pixelBytesOf(plane, box));
}

/** Bytes of whole FITS blocks that hold so many. */
export function wholeBlocks(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}
