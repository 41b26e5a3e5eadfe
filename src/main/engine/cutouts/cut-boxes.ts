import { isAllBlank, resolveBox } from '#shared/fits/cutout-pixels.ts';
import type { ByteRange } from '#shared/fits/find-image.ts';
import { describeImage } from '#shared/fits/image.ts';
import { boxAround, type PixelBox } from '#shared/fits/pixel-box.ts';
import { choosePlane, type ImagePlane } from '#shared/fits/plane.ts';
import { planRanges } from '#shared/fits/plan-ranges.ts';
import { createWorldCoordinates, type WorldPosition } from '#shared/fits/world-coordinates.ts';
import { writeCutout } from '#shared/fits/write-cutout.ts';
import { icrsToFk5, icrsToGalactic } from '#shared/sky/frames.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { createBoxRows } from './box-rows.ts';
import type { ImageBytes } from './image-bytes.ts';

/** What a call costs beside its bytes: 50 ms of a connection of 20 MB/s. */
const CALL_COST_BYTES = 1_000_000;
/** A range is read in pieces of at most this, so that memory does not grow with the ranges. */
const MAX_PIECE_BYTES = 16 * 1024 * 1024;

export interface CutRequest {
  readonly positions: readonly SkyPosition[];
  readonly sizeDeg: number;
  readonly stokes: string | null;
  readonly edge: 'pad' | 'trim';
  readonly dropUnitAxes: boolean;
  /** Lines for HISTORY of the cutout at an index. */
  readonly history: (index: number, rev: string | null, box: PixelBox) => readonly string[];
}

/** The bytes of a cutout's file, or why there is none. */
export type CutResult =
  | { readonly kind: 'cut'; readonly file: Uint8Array }
  | { readonly kind: 'not-covered' | 'all-nan' };

/**
 * Cuts boxes around positions out of one image, all of them by one plan. Hands over each as soon as it is cut.
 *
 * @throws AppError; `file-changed` where the file is no longer the one that its header came from
 */
export async function cutBoxes(
  image: ImageBytes,
  { positions, sizeDeg, stokes, edge, dropUnitAxes, history }: CutRequest,
  onCut: (index: number, result: CutResult, rev: string | null) => Promise<void>,
): Promise<void> {
  const { header, fileBytes, rev } = await image.header();
  const plane = choosePlane(describeImage(header), stokes === null ? {} : { stokes });
  const boxes = boxesIn(plane, positions, sizeDeg, edge);
  const wanted = boxes.flatMap((box, index) =>
    box === null ? [] : [{ index, box, plane, rows: createBoxRows(plane, box) }],
  );
  const { ranges } = planRanges(wanted, {
    callCostBytes: CALL_COST_BYTES,
    fileBytes,
    // A part has no hash to compare, and neither has a whole file that is not kept.
    wholeGainBytes: 0,
  });
  for (const piece of ranges.flatMap(inPieces)) {
    const bytes = await image.read(piece);
    for (const { rows } of wanted) rows.take(piece.start, bytes);
  }
  for (const { index, box, rows } of wanted) {
    const { file, pixels } = writeCutout(plane, box, (y) => rows.row(y), {
      history: history(index, rev, box),
      dropUnitAxes,
    });
    const isBlank = isAllBlank(plane.image, pixels);
    await onCut(index, isBlank ? { kind: 'all-nan' } : { kind: 'cut', file }, rev);
  }
  for (const [index, box] of boxes.entries()) {
    if (box === null) await onCut(index, { kind: 'not-covered' }, rev);
  }
}

function boxesIn(
  plane: ImagePlane,
  positions: readonly SkyPosition[],
  sizeDeg: number,
  edge: 'pad' | 'trim',
): readonly (PixelBox | null)[] {
  const world = createWorldCoordinates(plane);
  const side = Math.max(1, Math.round(sizeDeg / world.pixelDeg));
  return positions.map((position) => {
    const at = inFrame(world.frame, position);
    const box = boxAround(world, at, { width: side, height: side });
    return box === null ? null : resolveBox(plane, box, edge);
  });
}

/** A position of ICRS in the image's frame. */
function inFrame(frame: string, position: SkyPosition): WorldPosition {
  if (frame === 'GALACTIC') {
    const { lDeg, bDeg } = icrsToGalactic(position);
    return { lonDeg: lDeg, latDeg: bDeg };
  }
  const { raDeg, decDeg } = frame === 'FK5' ? icrsToFk5(position) : position;
  return { lonDeg: raDeg, latDeg: decDeg };
}

function inPieces({ start, end }: ByteRange): readonly ByteRange[] {
  const count = Math.ceil((end - start) / MAX_PIECE_BYTES);
  return Array.from({ length: count }, (_, piece) => ({
    start: start + piece * MAX_PIECE_BYTES,
    end: Math.min(end, start + (piece + 1) * MAX_PIECE_BYTES),
  }));
}
