import type { Stamp } from '#shared/cutouts/stamp.ts';

/** Four ticks around the source, which leave it free: an SVG path in pixels of the stamp, the top row first. */
export function marksOf({ source, width, height }: Stamp): string {
  const [x, y] = [source.x + 0.5, height - source.y - 0.5];
  const [from, to] = [Math.min(width, height) * 0.07, Math.min(width, height) * 0.16];
  return [
    `M${x - to} ${y}H${x - from}`,
    `M${x + from} ${y}H${x + to}`,
    `M${x} ${y - to}V${y - from}`,
    `M${x} ${y + from}V${y + to}`,
  ].join('');
}

/** An ellipse in pixels of the stamp, the top row first. */
export interface BeamMark {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
  /** Degrees, clockwise. */
  readonly turn: number;
}

/**
 * The beam in the lower left corner; null for one without, and for one that would fill the stamp. Its angle runs from north
 * to east, wherever these are in the image.
 */
export function beamOf(stamp: Stamp): BeamMark | null {
  const { beam, pixelDeg, north, east, width, height } = stamp;
  if (beam === null) return null;
  const [major, minor] = [beam.majorDeg / pixelDeg / 2, beam.minorDeg / pixelDeg / 2];
  if (major * 2 > Math.min(width, height) / 2) return null;
  const angle = (beam.angleDeg * Math.PI) / 180;
  const x = Math.cos(angle) * north.x + Math.sin(angle) * east.x;
  const y = Math.cos(angle) * north.y + Math.sin(angle) * east.y;
  const margin = major + Math.min(width, height) * 0.04;
  const turn = (Math.atan2(-y, x) * 180) / Math.PI;
  return { cx: margin, cy: height - margin, rx: major, ry: minor, turn };
}
