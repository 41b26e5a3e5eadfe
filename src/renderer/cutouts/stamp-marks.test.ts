import { expect, it } from 'vitest';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import { beamOf, compassOf } from './stamp-marks.ts';

const STAMP: Stamp = {
  width: 100,
  height: 100,
  values: new Float32Array(10_000),
  reducedBy: 1,
  pixelDeg: 0.001,
  unit: 'Jy/beam',
  peak: 1,
  source: { x: 50, y: 50 },
  north: { x: 0, y: 1 },
  east: { x: -1, y: 0 },
  beam: { majorDeg: 0.02, minorDeg: 0.01, angleDeg: 0 },
};

it('the major axis of a beam of angle 0 points north, of 90 degrees east', () => {
  expect(beamOf(STAMP)).toEqual({ cx: 14, cy: 86, rx: 10, ry: 5, turn: -90 });
  const beam = { majorDeg: 0.02, minorDeg: 0.01, angleDeg: 90 };
  expect(Math.abs(beamOf({ ...STAMP, beam })!.turn)).toBeCloseTo(180, 9);
});

it('draws no beam that is missing or wider than half the stamp', () => {
  expect(beamOf({ ...STAMP, beam: null })).toBeNull();
  expect(beamOf({ ...STAMP, pixelDeg: 0.0003 })).toBeNull();
});

it('north and east have their letters where they point, within the stamp', () => {
  for (let turn = 0; turn < 360; turn += 30) {
    const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
    const { north, east, letter } = compassOf({
      ...STAMP,
      north: { x: sin, y: cos },
      east: { x: -cos, y: sin },
    });
    for (const { x, y } of [north, east]) {
      expect(Math.min(x, y, 100 - x, 100 - y)).toBeGreaterThan(letter / 2);
    }
    // Downwards on the screen is southwards of what points up.
    expect((north.x - east.x) * (sin + cos) + (east.y - north.y) * (cos - sin)).toBeGreaterThan(0);
  }
});
