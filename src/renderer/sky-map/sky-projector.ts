import {
  RADIANS_PER_DEGREE,
  type SkyPosition,
  unitVectorOf,
  wrapDeg,
} from '#shared/sky/position.ts';
import { unproject } from './raw-projections.ts';
import { type Frame, frameOf, MAX_ZOOM, type Point, type SkyView, type Size } from './sky-view.ts';

/** Entries of the table of Mollweide's auxiliary angle, over the latitude's arc: its error stays below 1e-6. */
const TABLE_SIZE = 4096;
let mollweideTable: Float64Array | null = null;

/** East (1) or west (-1) of the map's middle; 0 for both. */
export type Side = -1 | 0 | 1;

/**
 * Puts many positions on the map: unit vectors as x, y, z triples in, pixels as x, y pairs out. NaN stands for a
 * position behind the patch. No object is made a point.
 *
 * @param side for a shape across the edge of the whole sky, which is drawn whole at either side, and clipped there
 */
export function projectMany(
  frame: Frame,
  vectors: Float64Array,
  points: Float32Array,
  side: Side = 0,
): void {
  const { rotation, scale, originX, originY, blend, isPatch, view } = frame;
  const [[ax, ay, az], [bx, by, bz], [cx, cy, cz]] = rotation;
  const table = blend < 1 && view.allSky === 'mollweide' ? (mollweideTable ??= makeTable()) : null;
  for (let from = 0, to = 0; from < vectors.length; from += 3, to += 2) {
    const [vx, vy, vz] = [vectors[from]!, vectors[from + 1]!, vectors[from + 2]!];
    const front = ax * vx + ay * vy + az * vz;
    if (isPatch && front < 0) {
      points[to] = Number.NaN;
      points[to + 1] = Number.NaN;
      continue;
    }
    let x = bx * vx + by * vy + bz * vz;
    let y = cx * vx + cy * vy + cz * vz;
    if (blend < 1) {
      let lon = Math.atan2(x, front);
      if (side * lon < 0) lon += side * 2 * Math.PI;
      let wholeX: number;
      let wholeY: number;
      if (table === null) {
        // Aitoff: half the longitude in the equidistant azimuthal projection, doubled.
        const cosLat = Math.sqrt(Math.max(0, 1 - y * y));
        const cosAngle = cosLat * Math.cos(lon / 2);
        const sinAngle = Math.sqrt(Math.max(0, 1 - cosAngle * cosAngle));
        const stretch = sinAngle < 1e-9 ? 1 : Math.acos(Math.min(1, cosAngle)) / sinAngle;
        wholeX = 2 * cosLat * Math.sin(lon / 2) * stretch;
        wholeY = y * stretch;
      } else {
        const at = (Math.asin(Math.max(-1, Math.min(1, y))) / Math.PI + 0.5) * TABLE_SIZE;
        const index = Math.min(TABLE_SIZE - 1, Math.floor(at));
        const theta = table[index]! + (table[index + 1]! - table[index]!) * (at - index);
        wholeX = ((2 * Math.SQRT2) / Math.PI) * lon * Math.cos(theta);
        wholeY = Math.SQRT2 * Math.sin(theta);
      }
      x = wholeX + (x - wholeX) * blend;
      y = wholeY + (y - wholeY) * blend;
    }
    // East, and with it right ascension, grows to the left.
    points[to] = originX - scale * x;
    points[to + 1] = originY - scale * y;
  }
}

/** The angle θ of 2θ + sin 2θ = π sin φ for latitudes φ from pole to pole. Source: Snyder 1987, chapter 31. */
function makeTable(): Float64Array {
  return Float64Array.from({ length: TABLE_SIZE + 1 }, (_, index) => {
    const lat = (index / TABLE_SIZE - 0.5) * Math.PI;
    let [low, high] = [-Math.PI / 2, Math.PI / 2];
    for (let step = 0; step < 60; step += 1) {
      const theta = (low + high) / 2;
      if (2 * theta + Math.sin(2 * theta) < Math.PI * Math.sin(lat)) low = theta;
      else high = theta;
    }
    return (low + high) / 2;
  });
}

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
