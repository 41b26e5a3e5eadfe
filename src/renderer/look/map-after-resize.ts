import type { Size } from '#shared/image/tiles.ts';
import type { LookMap } from './look-store.ts';
import { fitted } from './viewport.ts';

/** The state for a canvas of another size: an image that is new, or that fitted until now, fits it. */
export function mapAfterResize(
  map: LookMap,
  path: string,
  image: Size,
  size: Size,
): Partial<LookMap> {
  const isNew = map.path !== path;
  if (!isNew && map.view !== map.fit) return { size };
  const view = fitted(image, size);
  const cursor = isNew ? { path, cursor: null, isReticle: false } : {};
  return { size, view, fit: view, ...cursor };
}
