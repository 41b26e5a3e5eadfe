import { describe, expect, it } from 'vitest';
import type { CurvePoint } from '#shared/lightcurve/curve-point.ts';
import type { Mark } from '../chart/marks.ts';
import { curveChart, placeNear } from './curve-chart.ts';

const SIZE = { width: 800, height: 400 };
const NONE = {
  source: 0,
  field: 'VAST_0918+00A',
  sbids: [1],
  component: null,
  sign: null,
  rms: null,
  catalogue: null,
  rmsMap: null,
  note: '',
} as const;
const FOUND = { id: 'c', raDeg: 0, decDeg: 0, rms: 0.2, separationArcsec: 1, positionAngleDeg: 9 };

const detection = (epoch: string, startUtc: string, value: number): CurvePoint => {
  const flux = { value, error: 0.5 };
  return {
    ...NONE,
    epoch,
    startUtc,
    outcome: 'detected',
    sign: 'positive',
    component: { ...FOUND, peak: flux, int: { value: 2 * value, error: 1 } },
  };
};
const limit = (epoch: string, startUtc: string, rms: number): CurvePoint => {
  return { ...NONE, epoch, startUtc, outcome: 'limit', rms };
};
const POINTS = [
  detection('01', '2019-08-27T18:52:00.500', 10),
  limit('02', '2019-10-28T14:00:00.000', 0.8),
  detection('03x', '2020-01-11T08:00:00.000', 6),
  { ...NONE, epoch: '04x', startUtc: null, outcome: 'not-observed' } as CurvePoint,
];
const of = { flux: 'peak', stokes: 'I', spacing: 'date', active: null } as const;
const roles = (marks: readonly Mark[], role: string, kind: string) =>
  marks.filter((mark) => mark.role === role && mark.kind === kind);

describe('the chart of a light curve', () => {
  it('has a dot for each detection, an arrow for each limit, and nothing for other epochs', () => {
    const { marks, places } = curveChart(POINTS, of, SIZE)!;
    expect(roles(marks, 'data', 'dot')).toHaveLength(2);
    expect(roles(marks, 'limit', 'arrow')).toMatchObject([{ isUp: false }]);
    expect(places.map(({ point }) => point)).toEqual([0, 1, 2]);
    const [first, second, third] = places;
    expect(first!.x).toBeLessThan(second!.x);
    // The page counts pixels from above.
    expect(first!.y).toBeLessThan(third!.y);
    const labels = roles(marks, 'label', 'text').map((mark) => 'text' in mark && mark.text);
    expect(labels).toEqual(['01', '02', '03x']);
  });

  it('keeps every mark within the picture', () => {
    for (const size of [SIZE, { width: 320, height: 180 }]) {
      for (const mark of curveChart(POINTS, of, size)!.marks) {
        const [x, y] = mark.kind === 'line' ? [mark.x2, mark.y2] : [mark.x, mark.y];
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(size.width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(size.height);
      }
    }
  });

  it('in V limits the flux on either side of zero', () => {
    const { marks } = curveChart([POINTS[1]!], { ...of, stokes: 'V' }, SIZE)!;
    const arrows = roles(marks, 'limit', 'arrow');
    expect(arrows).toMatchObject([{ isUp: false }, { isUp: true }]);
  });

  it('shows the chosen point, and finds the one near the pointer', () => {
    const { marks, places } = curveChart(POINTS, { ...of, active: 2 }, SIZE)!;
    expect(roles(marks, 'active', 'ring')).toMatchObject([{ x: places[2]!.x, y: places[2]!.y }]);
    expect(placeNear(places, places[1]!.x + 5)).toBe(1);
    expect(placeNear(places, places[2]!.x + 60)).toBeNull();
  });

  it('stands evenly in the order of time, if wanted', () => {
    const days = [
      detection('01', '2020-01-11T08:00:00', 1),
      detection('02', '2020-01-10T08:00:00', 2),
    ];
    const { marks, places } = curveChart([...days, POINTS[0]!], { ...of, spacing: 'order' }, SIZE)!;
    expect(places.map(({ point }) => point)).toEqual([2, 1, 0]);
    const [a, b, c] = places.map(({ x }) => x);
    expect(b! - a!).toBeCloseTo(c! - b!, 9);
    const ticks = roles(marks, 'tick', 'text').map((mark) => 'text' in mark && mark.text);
    expect(ticks.slice(0, 3)).toEqual(['01', '02', '01']);
  });

  it('is none without a flux or a limit', () => {
    expect(curveChart([POINTS[3]!], of, SIZE)).toBeNull();
  });
});
