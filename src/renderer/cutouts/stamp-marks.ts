import type { PixelVector, Stamp } from '#shared/cutouts/stamp.ts';

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

/** Arrows towards north and east in the lower right corner, in pixels of the stamp, the top row first. */
export interface CompassMark {
  /** SVG path of both. */
  readonly path: string;
  /** Middles of the two letters. */
  readonly north: { readonly x: number; readonly y: number };
  readonly east: { readonly x: number; readonly y: number };
  /** Height of a letter. */
  readonly letter: number;
}

/** @param size as a part of what a small stamp needs */
export function compassOf({ north, east, width, height }: Stamp, size = 1): CompassMark {
  const side = Math.min(width, height) * size;
  const [arm, letter] = [side * 0.13, side * 0.085];
  const reach = arm + letter;
  // Both arms and letters stay within the corner, whatever way they point.
  const room = ({ x, y }: PixelVector) => ({
    x: Math.max(0, x * reach),
    y: Math.max(0, -y * reach),
  });
  const [a, b] = [room(north), room(east)];
  const margin = side * 0.07;
  const origin = {
    x: width - margin - Math.max(a.x, b.x),
    y: height - margin - Math.max(a.y, b.y),
  };
  const at = ({ x, y }: PixelVector, length: number) => ({
    x: origin.x + x * length,
    y: origin.y - y * length,
  });
  const arrow = (towards: PixelVector): string => {
    const [tip, base] = [at(towards, arm), at(towards, arm * 0.7)];
    const [dx, dy] = [towards.y * arm * 0.18, towards.x * arm * 0.18];
    return `M${origin.x} ${origin.y}L${tip.x} ${tip.y}M${base.x + dx} ${base.y + dy}L${tip.x} ${tip.y}L${base.x - dx} ${base.y - dy}`;
  };
  return {
    path: arrow(north) + arrow(east),
    north: at(north, arm + letter * 0.7),
    east: at(east, arm + letter * 0.7),
    letter,
  };
}
