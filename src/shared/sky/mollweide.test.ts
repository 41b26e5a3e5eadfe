import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mollweide } from './mollweide.ts';

const at = (raDeg: number, decDeg: number, centre: number) => mollweide({ raDeg, decDeg }, centre);

describe('mollweide', () => {
  it('puts the centre in the middle, the poles at the ends and east at the left', () => {
    expect(at(120, 0, 120).x).toBeCloseTo(0);
    expect(at(10, 90, 0)).toEqual({ x: expect.closeTo(0), y: expect.closeTo(1) });
    expect(at(90, 0, 0).x).toBeCloseTo(-1);
    expect(at(350, 0, 0).x).toBeGreaterThan(0);
  });

  it('keeps every position within its ellipse', () => {
    const angle = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
    fc.assert(
      fc.property(angle(-10, 370), angle(-90, 90), angle(0, 360), (ra, dec, centre) => {
        const { x, y } = at(ra, dec, centre);
        expect((x / 2) ** 2 + y ** 2).toBeLessThanOrEqual(1.001);
      }),
    );
  });
});
