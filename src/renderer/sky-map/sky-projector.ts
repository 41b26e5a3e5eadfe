import {
  RADIANS_PER_DEGREE,
  type SkyPosition,
  unitVectorOf,
  wrapDeg,
} from '#shared/sky/position.ts';
import { projectMany } from './project-many.ts';
import { unproject } from './raw-projections.ts';
import type { Point, Size } from '../canvas/point.ts';
import { type Frame, frameOf, MAX_ZOOM, type SkyView } from './sky-view.ts';

/** Where a position is on the map; null behind the patch. */
export function pointOf(frame: Frame, position: SkyPosition): Point | null {
  const points = new Float32Array(2);
  projectMany(frame, Float64Array.from(unitVectorOf(position)), points);
  return Number.isNaN(points[0]) ? null : { x: points[0]!, y: points[1]! };
}

/** The position at a point of the map; null off the sky. */
export function positionAt(frame: Frame, { x, y }: Point): SkyPosition | null {
  const raw = unproject(frame.view.allSky, frame.blend, [
    (frame.originX - x) / frame.scale,
    (frame.originY - y) / frame.scale,
  ]);
  if (raw === null) return null;
  const [lon, lat] = raw;
  const axes = [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
  const [a, b, c] = frame.rotation;
  const [vx, vy, vz] = [0, 1, 2].map(
    (axis) => axes[0]! * a[axis]! + axes[1]! * b[axis]! + axes[2]! * c[axis]!,
  );
  return {
    raDeg: wrapDeg(Math.atan2(vy!, vx!) / RADIANS_PER_DEGREE),
    decDeg: Math.atan2(vz!, Math.hypot(vx!, vy!)) / RADIANS_PER_DEGREE,
  };
}

/** Steps that bring a position under the pointer: the map is almost a plane after the first. */
const ANCHOR_STEPS = 12;

/** The view that shows a position at a point, as near as the map's uprightness allows: for panning and for zooming. */
export function anchored(view: SkyView, size: Size, position: SkyPosition, at: Point): SkyView {
  let next = view;
  for (let step = 0; step < ANCHOR_STEPS; step += 1) {
    const frame = frameOf(next, size);
    const found = pointOf(frame, position);
    if (found === null) return next;
    next = shifted(frame, at.x - found.x, at.y - found.y);
  }
  return next;
}

function shifted({ view, scale }: Frame, byX: number, byY: number): SkyView {
  const decDeg = Math.max(-90, Math.min(90, view.decDeg + byY / scale / RADIANS_PER_DEGREE));
  const cosDec = Math.max(0.15, Math.cos(decDeg * RADIANS_PER_DEGREE));
  return {
    ...view,
    raDeg: wrapDeg(view.raDeg + byX / (scale * cosDec) / RADIANS_PER_DEGREE),
    decDeg,
  };
}

/** Zooms by a factor. The position at `at` stays there. */
export function zoomed(view: SkyView, size: Size, factor: number, at: Point): SkyView {
  const zoom = Math.max(1, Math.min(MAX_ZOOM, view.zoom * factor));
  const position = positionAt(frameOf(view, size), at);
  const next = { ...view, zoom };
  return position === null ? next : anchored(next, size, position, at);
}
