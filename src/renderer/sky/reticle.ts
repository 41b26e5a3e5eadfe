import type { SkyPosition } from '#shared/sky/position.ts';
import { type MapStore, showView } from '../sky-map/sky-canvas.tsx';
import { anchored, pointOf, positionAt, zoomed } from '../sky-map/sky-projector.ts';
import type { Point } from '../canvas/point.ts';

/** Pixels that an arrow key moves the reticle; with Shift, more. */
const STEP_PX = 12;
const LEAP_PX = 72;
/** Nearer to the map's edge, the map follows the reticle. */
const EDGE_PX = 48;
const ZOOM_A_KEY = 1.5;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Shows the reticle at a position. The map moves if that is out of view, or close to its edge. */
export function showReticle(map: MapStore, reticle: SkyPosition): void {
  const { frame, view, pointer } = map.getState();
  map.setState({ pointer: { ...pointer, reticle } });
  if (frame === null) return;
  const { width, height } = frame.size;
  const at = pointOf(frame, reticle);
  const isNear =
    at !== null &&
    at.x >= EDGE_PX &&
    at.x <= width - EDGE_PX &&
    at.y >= EDGE_PX &&
    at.y <= height - EDGE_PX;
  if (isNear || view.zoom === 1) return;
  showView(
    map,
    at === null
      ? { ...view, ...reticle }
      : anchored(view, frame.size, reticle, {
          x: Math.min(width - EDGE_PX, Math.max(EDGE_PX, at.x)),
          y: Math.min(height - EDGE_PX, Math.max(EDGE_PX, at.y)),
        }),
  );
}

/** Where the reticle is, or begins: in the middle of the map. */
export function reticleOf(map: MapStore): SkyPosition {
  const { pointer, view } = map.getState();
  return pointer.reticle ?? { raDeg: view.raDeg, decDeg: view.decDeg };
}

/** Zooms by a factor around the reticle, or the middle. */
export function zoomBy(map: MapStore, factor: number): void {
  const { frame, view, pointer } = map.getState();
  if (frame === null) return;
  const middle: Point = { x: frame.size.width / 2, y: frame.size.height / 2 };
  const at = pointer.reticle === null ? middle : (pointOf(frame, pointer.reticle) ?? middle);
  showView(map, zoomed(view, frame.size, factor, at));
}

/** Moves the reticle or zooms, if the key does that. */
export function followKey(map: MapStore, key: string, isLeap: boolean): boolean {
  const arrow = ARROWS[key];
  if (arrow !== undefined) {
    const { frame } = map.getState();
    const at = frame && pointOf(frame, reticleOf(map));
    if (frame && at) {
      const step = isLeap ? LEAP_PX : STEP_PX;
      const next = positionAt(frame, { x: at.x + arrow[0] * step, y: at.y + arrow[1] * step });
      if (next !== null) showReticle(map, next);
    }
    return true;
  }
  if (key === '+' || key === '=') zoomBy(map, ZOOM_A_KEY);
  else if (key === '-') zoomBy(map, 1 / ZOOM_A_KEY);
  else if (key === '0' || key === 'Home') showView(map, { ...map.getState().view, zoom: 1 });
  else return false;
  return true;
}
