import type { Size } from '#shared/image/tiles.ts';
import type { LookMap } from './look-store.ts';
import { fitted, type ImageView, onImage, type Point, showing, zoomed } from './viewport.ts';

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};
const ZOOM = 1.5;

/** What a key makes of the view and the reticle of an image; null for a key that does nothing here. */
export function followKey(
  { view, cursor }: Pick<LookMap, 'view' | 'cursor'>,
  { key, isFar }: { readonly key: string; readonly isFar: boolean },
  image: Size,
  size: Size,
): Partial<Pick<LookMap, 'view' | 'fit' | 'cursor' | 'isReticle'>> | null {
  if (view === null) return null;
  const at = reticleAt(cursor ?? view, image);
  const step = STEPS[key];
  if (step !== undefined) {
    // A pixel of the screen at least, so that the reticle moves in a small view, too.
    const far = Math.max(1, Math.round(1 / view.scale)) * (isFar ? 10 : 1);
    const next = reticleAt({ x: at.x + step.x * far, y: at.y + step.y * far }, image);
    return { view: showing({ view, size }, next), cursor: next, isReticle: true };
  }
  const shown = viewAfter(key, view, at, image, size);
  if (shown === null) return null;
  const next = onImage(shown, image);
  return { view: next, cursor: at, isReticle: true, ...(key === '0' && { fit: next }) };
}

function viewAfter(
  key: string,
  view: ImageView,
  at: Point,
  image: Size,
  size: Size,
): ImageView | null {
  const middle = { x: size.width / 2, y: size.height / 2 };
  const around = { size, view: { ...view, ...at } };
  switch (key) {
    case '+':
    case '=':
      return zoomed(around, ZOOM, middle, image);
    case '-':
      return zoomed(around, 1 / ZOOM, middle, image);
    case '0':
      return fitted(image, size);
    case '1':
      return { ...at, scale: 1 };
    default:
      return null;
  }
}

/** A whole pixel of the image. */
function reticleAt({ x, y }: Point, { width, height }: Size): Point {
  return {
    x: Math.min(Math.max(Math.round(x), 0), width - 1),
    y: Math.min(Math.max(Math.round(y), 0), height - 1),
  };
}
