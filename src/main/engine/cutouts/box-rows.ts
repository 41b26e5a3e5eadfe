import type { ByteRange } from '#shared/fits/find-image.ts';
import { clipBox, type PixelBox, rowRange } from '#shared/fits/pixel-box.ts';
import type { ImagePlane } from '#shared/fits/plane.ts';

/** The rows of one box, gathered from pieces of the file that come in any order. */
export interface BoxRows {
  /** Keeps what a piece of the file holds of the rows. `start` is where it begins in the file, bytes. */
  take(start: number, piece: Uint8Array): void;
  /** The bytes of a row, as `rowRange` has it. */
  row(y: number): Uint8Array;
}

/** Memory is that of the rows, and not of the ranges that bring them. The box reaches into the image. */
export function createBoxRows(plane: ImagePlane, box: PixelBox): BoxRows {
  const inside = clipBox(plane, box) ?? { x0: 0, y0: 0, x1: 0, y1: 0 };
  const count = inside.y1 - inside.y0;
  const first: ByteRange = count === 0 ? { start: 0, end: 0 } : rowRange(plane, inside, inside.y0);
  const rowBytes = first.end - first.start;
  const strideBytes = plane.image.y.strideBytes;
  const bytes = new Uint8Array(count * rowBytes);
  return {
    take(start, piece) {
      const end = start + piece.length;
      const from = Math.max(0, Math.floor((start - first.end) / strideBytes));
      for (let index = from; index < count; index += 1) {
        const rowStart = first.start + index * strideBytes;
        if (rowStart >= end) break;
        const [low, high] = [Math.max(start, rowStart), Math.min(end, rowStart + rowBytes)];
        if (low >= high) continue;
        bytes.set(piece.subarray(low - start, high - start), index * rowBytes + low - rowStart);
      }
    },
    row: (y) => bytes.subarray((y - inside.y0) * rowBytes, (y - inside.y0 + 1) * rowBytes),
  };
}
