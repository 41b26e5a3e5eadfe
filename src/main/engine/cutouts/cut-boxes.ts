import { isAllBlank, pixelBytesOf } from '#shared/fits/cutout-pixels.ts';
import type { ByteRange } from '#shared/fits/find-image.ts';
import type { PixelBox } from '#shared/fits/pixel-box.ts';
import type { ImagePlane } from '#shared/fits/plane.ts';
import { writeCutout } from '#shared/fits/write-cutout.ts';
import { createBoxRows } from './box-rows.ts';
import type { ImageBytes } from './image-bytes.ts';
import { forEachAtOnce } from './for-each-at-once.ts';
import type { SpaceLedger } from './space-ledger.ts';
import { type BoxesAsked, cutoutBytes, planBoxes, planRows } from './plan-boxes.ts';

/** The disk syncs several files in the time of one. */
const WRITTEN_AT_ONCE = 8;
/** Rows of one image that are held at once, unless a single box has more: others are cut meanwhile. */
const MAX_HELD_BYTES = 32 * 1024 * 1024;

export interface CutRequest extends BoxesAsked {
  readonly dropUnitAxes: boolean;
  /** Lines for HISTORY of the cutout at an index. */
  readonly history: (index: number, rev: string | null, box: PixelBox) => readonly string[];
  /** Keeps space on the disk before rows are read. */
  readonly reserve: SpaceLedger['reserve'];
}

/** The bytes of a cutout's file, or why there is none. */
export type CutResult =
  | { readonly kind: 'cut'; readonly file: Uint8Array; readonly box: PixelBox }
  | { readonly kind: 'all-nan'; readonly box: PixelBox }
  | { readonly kind: 'not-covered'; readonly box: null };

/**
 * Cuts boxes around positions out of one image: all of them by one plan, if memory can hold their rows. Hands over each
 * as soon as it is cut.
 *
 * @throws AppError; `file-changed` where the file is no longer the one that its header came from
 */
export async function cutBoxes(
  image: ImageBytes,
  request: CutRequest,
  onCut: (index: number, result: CutResult, rev: string | null) => Promise<void>,
): Promise<void> {
  const known = await image.header();
  const { rev } = known;
  const { plane, boxes, plan } = planBoxes(known, request, image.callCostBytes);
  const covered = boxes.flatMap((box, index) => (box === null ? [] : [{ index, box }]));
  const groups = grouped(plane, covered);
  for (const group of groups) {
    const bytes = group.reduce((sum, { box }) => sum + cutoutBytes(plane, box), 0);
    const release = await request.reserve(group.length, bytes);
    try {
      const costs = { callCostBytes: image.callCostBytes, fileBytes: known.fileBytes };
      const inGroup = group.map(({ box }) => box);
      const { ranges } = groups.length === 1 ? plan : planRows(plane, inGroup, costs);
      await cutGroup(image, { plane, rev, group, ranges }, request, onCut);
    } finally {
      release();
    }
  }
  for (const [index, box] of boxes.entries()) {
    if (box === null) await onCut(index, { kind: 'not-covered', box }, rev);
  }
}

interface Group {
  readonly plane: ImagePlane;
  readonly rev: string | null;
  readonly group: readonly CoveredBox[];
  readonly ranges: readonly ByteRange[];
}

/** Reads the rows of some boxes, and cuts them. */
async function cutGroup(
  image: ImageBytes,
  { plane, rev, group, ranges }: Group,
  { history, dropUnitAxes }: CutRequest,
  onCut: (index: number, result: CutResult, rev: string | null) => Promise<void>,
): Promise<void> {
  const wanted = group.map(({ index, box }) => ({ index, box, rows: createBoxRows(plane, box) }));
  await image.read(ranges, (at, piece) => {
    for (const { rows } of wanted) rows.take(at, piece);
  });
  await forEachAtOnce(wanted, WRITTEN_AT_ONCE, async ({ index, box, rows }) => {
    const { file, pixels } = writeCutout(plane, box, (y) => rows.row(y), {
      history: history(index, rev, box),
      dropUnitAxes,
    });
    const isBlank = isAllBlank(plane.image, pixels);
    await onCut(index, isBlank ? { kind: 'all-nan', box } : { kind: 'cut', file, box }, rev);
  });
}

interface CoveredBox {
  readonly index: number;
  readonly box: PixelBox;
}

/** Boxes in groups whose rows may be held at once, in their order. */
function grouped(
  plane: ImagePlane,
  boxes: readonly CoveredBox[],
): readonly (readonly CoveredBox[])[] {
  const groups: CoveredBox[][] = [];
  let held = Number.POSITIVE_INFINITY;
  for (const each of boxes) {
    const bytes = pixelBytesOf(plane, each.box);
    if (held + bytes > MAX_HELD_BYTES) {
      groups.push([]);
      held = 0;
    }
    groups.at(-1)!.push(each);
    held += bytes;
  }
  return groups;
}
