import { expect, it } from 'vitest';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import { beamOf } from './stamp-marks.ts';

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
