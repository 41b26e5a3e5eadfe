import type { ReactNode } from 'react';
import { FIELDS } from '#shared/survey/fields.ts';
import { mollweide } from '#shared/sky/mollweide.ts';
import { createOffsetFrame } from '#shared/sky/offset-frame.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { connectMessages } from '../messages/connect.ts';

/** 19.5 h: no field lies across the edge. */
const CENTRE_RA_DEG = 292.5;
const SCALE = 100;
/** Half the side of the square that the 36 beams of a field cover. */
const HALF_SIDE_DEG = 3.15;

/** Degrees from the middle, at whole hours. */
const MERIDIANS = [
  -172.5, -142.5, -112.5, -82.5, -52.5, -22.5, 7.5, 37.5, 67.5, 97.5, 127.5, 157.5,
];
const PARALLELS = [-60, -30, 0, 30, 60];
const HOURS = [4, 0, 20, 16, 12];

/** The survey's fields on a map of the whole sky. */
export function SkyChart(): ReactNode {
  return (
    <figure className="sky-chart">
      <svg viewBox="-204 -104 408 208" role="img" aria-label={connectMessages.sky.name}>
        <ellipse className="edge" rx={2 * SCALE} ry={SCALE} />
        {MERIDIANS.map((ra) => (
          <path
            key={ra}
            className="grid"
            d={line(range(-90, 90, 5).map((decDeg) => ({ raDeg: ra + CENTRE_RA_DEG, decDeg })))}
          />
        ))}
        {PARALLELS.map((decDeg) => (
          <path
            key={decDeg}
            className="grid"
            d={line(range(-179.9, 179.9, 5).map((ra) => ({ raDeg: ra + CENTRE_RA_DEG, decDeg })))}
          />
        ))}
        {FIELDS.map((field) => (
          <path key={field.name} className="field-on-sky" d={`${line(outline(field))}z`}>
            <title>{field.name}</title>
          </path>
        ))}
        {HOURS.map((hour) => {
          const { x, y } = mollweide({ raDeg: hour * 15, decDeg: 0 }, CENTRE_RA_DEG);
          return (
            <text key={hour} x={x * SCALE + 2} y={-y * SCALE + 24}>
              {connectMessages.sky.hour(hour)}
            </text>
          );
        })}
      </svg>
      <figcaption className="hint">{connectMessages.sky.caption}</figcaption>
    </figure>
  );
}

/** The corners of the square that the beams of a field cover. */
function outline(centre: SkyPosition): readonly SkyPosition[] {
  const frame = createOffsetFrame(centre);
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  return corners.map(([east, north]) =>
    frame.toSky({ lonDeg: east * HALF_SIDE_DEG, latDeg: north * HALF_SIDE_DEG }),
  );
}

function line(positions: readonly SkyPosition[]): string {
  return positions
    .map((position, index) => {
      const { x, y } = mollweide(position, CENTRE_RA_DEG);
      return `${index === 0 ? 'M' : 'L'}${(x * SCALE).toFixed(1)} ${(-y * SCALE).toFixed(1)}`;
    })
    .join('');
}

function range(from: number, to: number, step: number): number[] {
  const count = Math.ceil((to - from) / step);
  return Array.from({ length: count + 1 }, (_, index) => Math.min(to, from + index * step));
}
