import type { ReactNode } from 'react';
import { FIELDS } from '#shared/survey/fields.ts';
import { mollweide } from './mollweide.ts';

/** In hours 19.5, so that no field lies across the edge. */
const CENTRE_RA = 292.5;
const SCALE = 100;
/** Half the side of what a field's 36 beams cover, in degrees. */
const HALF_SIDE = 3.15;

/** Degrees from the middle, on the full hours. */
const MERIDIANS = [
  -172.5, -142.5, -112.5, -82.5, -52.5, -22.5, 7.5, 37.5, 67.5, 97.5, 127.5, 157.5,
];
const PARALLELS = [-60, -30, 0, 30, 60];
const HOURS = [4, 0, 20, 16, 12];

/** The survey's fields on the whole sky: what all of this is about. */
export function SkyChart(): ReactNode {
  return (
    <figure className="sky-chart">
      <svg
        viewBox="-204 -104 408 208"
        role="img"
        aria-label="The 113 fields of the survey on an equal-area map of the sky"
      >
        <ellipse className="edge" rx={2 * SCALE} ry={SCALE} />
        {MERIDIANS.map((ra) => (
          <path
            key={ra}
            className="grid"
            d={line(range(-90, 90, 5).map((dec) => [ra + CENTRE_RA, dec]))}
          />
        ))}
        {PARALLELS.map((dec) => (
          <path
            key={dec}
            className="grid"
            d={line(range(-179.9, 179.9, 5).map((ra) => [ra + CENTRE_RA, dec]))}
          />
        ))}
        {FIELDS.map(({ name, raDeg, decDeg }) => (
          <path key={name} className="field-on-sky" d={`${line(outline(raDeg, decDeg))}z`}>
            <title>{name}</title>
          </path>
        ))}
        {HOURS.map((hour) => {
          const { x, y } = mollweide(hour * 15, 0, CENTRE_RA);
          return (
            <text key={hour} x={x * SCALE + 2} y={-y * SCALE + 24}>
              {hour}h
            </text>
          );
        })}
      </svg>
      <figcaption className="hint">113 fields · 11 epochs · J2000, equal area</figcaption>
    </figure>
  );
}

function outline(raDeg: number, decDeg: number): [number, number][] {
  const corners: [number, number][] = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ];
  return corners.map(([east, north]) => {
    const dec = Math.max(-89.9, Math.min(89.9, decDeg + north * HALF_SIDE));
    return [raDeg + (east * HALF_SIDE) / Math.cos((dec * Math.PI) / 180), dec];
  });
}

function line(positions: readonly (readonly number[])[]): string {
  return positions
    .map(([ra = 0, dec = 0], index) => {
      const { x, y } = mollweide(ra, dec, CENTRE_RA);
      return `${index === 0 ? 'M' : 'L'}${(x * SCALE).toFixed(1)} ${(-y * SCALE).toFixed(1)}`;
    })
    .join('');
}

function range(from: number, to: number, step: number): number[] {
  const count = Math.ceil((to - from) / step);
  return Array.from({ length: count + 1 }, (_, index) => Math.min(to, from + index * step));
}
