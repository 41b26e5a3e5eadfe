import type { Size } from '#shared/image/tiles.ts';
import type { DrawnTile } from './image-layer.ts';
import { type Frame, toScreen } from './viewport.ts';
import { cornersOf } from './visible-tiles.ts';

/** Draws the tiles of an image, the coarse ones first, so that finer ones cover them. @param level finer ones are left out */
export function paintImage(
  pen: CanvasRenderingContext2D,
  frame: Frame,
  image: Size,
  tiles: readonly DrawnTile[],
  level: number,
): void {
  const { width, height } = frame.size;
  const ratio = pen.getTransform().a;
  const snap = (value: number): number => Math.round(value * ratio) / ratio;
  pen.save();
  // A last block may reach over the image's edge.
  const leftTop = toScreen(frame, { x: -0.5, y: image.height - 0.5 });
  const rightBottom = toScreen(frame, { x: image.width - 0.5, y: -0.5 });
  pen.beginPath();
  pen.rect(leftTop.x, leftTop.y, rightBottom.x - leftTop.x, rightBottom.y - leftTop.y);
  pen.clip();
  for (const { at, bitmap } of tiles) {
    if (at.level < level) continue;
    const [from, to] = cornersOf(frame, at, bitmap);
    const [x0, y0, x1, y1] = [snap(from.x), snap(from.y), snap(to.x), snap(to.y)];
    if (x1 < 0 || y1 < 0 || x0 > width || y0 > height) continue;
    // Whole pixels stay sharp.
    pen.imageSmoothingEnabled = frame.view.scale * ratio * 2 ** at.level < 1.5;
    pen.imageSmoothingQuality = 'medium';
    // What has no value is transparent: the coarser tile below must not show through.
    pen.clearRect(x0, y0, x1 - x0, y1 - y0);
    pen.drawImage(bitmap, x0, y0, x1 - x0, y1 - y0);
  }
  pen.restore();
}
