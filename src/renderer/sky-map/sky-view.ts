import { cosDeg, sinDeg, type UnitVector } from '#shared/sky/position.ts';
import type { Size } from '../canvas/point.ts';
import { type AllSky, HALF_HEIGHT, rawY } from './raw-projections.ts';

/** What a map shows. */
export interface SkyView {
  /** The position in the middle, degrees. Zoomed out, the map stays upright, and the declination has no effect. */
  readonly raDeg: number;
  readonly decDeg: number;
  /** 1 shows the whole sky. */
  readonly zoom: number;
  readonly allSky: AllSky;
}

/** Rows of the rotation from ICRS to the map's axes: towards its middle, its east, its north. */
export type Rotation = readonly [UnitVector, UnitVector, UnitVector];

/** How a view becomes pixels. Everything follows from the view and the size without a step, so that a zoom has no break. */
export interface Frame {
  readonly view: SkyView;
  readonly size: Size;
  /** Pixels a unit of the raw projection, which is about a radian in the middle. */
  readonly scale: number;
  /** Where the origin of the raw projection is, in pixels. */
  readonly originX: number;
  readonly originY: number;
  /** The declination towards which the sphere is tilted, degrees. */
  readonly tiltDeg: number;
  /** 0: the map of the whole sky; 1: orthographic. */
  readonly blend: number;
  /** Whether the map shows less than a hemisphere, and all beyond it is clipped. */
  readonly isPatch: boolean;
  readonly rotation: Rotation;
}

const MARGIN_PX = 14;
export const MAX_ZOOM = 400;

/**
 * Radii of the view in units of the raw projection, at which the map begins and ends to tilt and to become
 * orthographic. Below {@link PATCH_RADIUS} all of the view is less than 80° from its middle, in either projection.
 */
const TILT = { from: 2.4, to: 1.3 } as const;
const BLEND = { from: 1.2, to: 0.4 } as const;
const PATCH_RADIUS = 1.25;

export function frameOf(view: SkyView, size: Size): Frame {
  const half = HALF_HEIGHT[view.allSky];
  const fitted = Math.min(
    Math.max(size.width - 2 * MARGIN_PX, 40) / (4 * half),
    Math.max(size.height - 2 * MARGIN_PX, 40) / (2 * half),
  );
  const scale = fitted * view.zoom;
  const radius = Math.hypot(size.width, size.height) / 2 / scale;
  const tiltDeg = view.decDeg * fading(radius, TILT);
  // What the tilt does not bring to the middle, a shift does; the whole sky is never shifted.
  const shift = rawY(view.allSky, view.decDeg - tiltDeg) * Math.min(1, (view.zoom - 1) / 0.8);
  return {
    view,
    size,
    scale,
    originX: size.width / 2,
    originY: size.height / 2 + shift * scale,
    tiltDeg,
    blend: fading(radius, BLEND),
    isPatch: radius < PATCH_RADIUS,
    rotation: rotationTo(view.raDeg, tiltDeg),
  };
}

/** From 0 at `from` to 1 at `to`, with a slope of 0 at both. */
function fading(
  value: number,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const part = Math.min(1, Math.max(0, (from - value) / (from - to)));
  return part * part * (3 - 2 * part);
}

function rotationTo(raDeg: number, decDeg: number): Rotation {
  const [cosRa, sinRa, cosDec, sinDec] = [
    cosDeg(raDeg),
    sinDeg(raDeg),
    cosDeg(decDeg),
    sinDeg(decDeg),
  ];
  return [
    [cosDec * cosRa, cosDec * sinRa, sinDec],
    [-sinRa, cosRa, 0],
    [-sinDec * cosRa, -sinDec * sinRa, cosDec],
  ];
}
