import { assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '#shared/survey/fields.ts';
import { beamsOf } from './beams.ts';
import { fk5ToIcrs, galacticToIcrs, icrsToFk5, icrsToGalactic } from './frames.ts';
import { createOffsetFrame, shiftedBy } from './offset-frame.ts';
import { mergedOutline, ringPositions } from './outline.ts';
import { type SkyPosition, wrapDeg, wrapHalfTurnDeg } from './position.ts';
import { positionAngleDeg, separationDeg } from './separation.ts';
import { createSinProjection } from './sin-projection.ts';

const between = (min: number, max: number) => double({ min, max, noNaN: true });
const ra = between(0, 359.999_999);
const dec = between(-90, 90);
const at = (raDeg: number, decDeg: number): SkyPosition => ({ raDeg, decDeg });

/** Positions where formulas break: the origin of right ascension, both poles, and their neighbours. */
const CORNERS = [
  at(0, 0),
  at(359.999_999_999, 0),
  at(1e-9, 0),
  at(0, 90),
  at(123, 90),
  at(0, -90),
  at(77, -90),
  at(10, 89.999_999),
  at(190, -89.999_999),
  at(180, 0),
];

describe('the separation of two positions', () => {
  it('is exact at known positions', () => {
    expect(separationDeg(at(0, 0), at(180, 0))).toBe(180);
    expect(separationDeg(at(12, 34), at(192, -34))).toBeCloseTo(180, 12);
    expect(separationDeg(at(33, 90), at(200, 90))).toBe(0);
    expect(separationDeg(at(33, 90), at(200, -90))).toBe(180);
    expect(separationDeg(at(359.5, 0), at(0.5, 0))).toBeCloseTo(1, 13);
    expect(separationDeg(at(7, -41), at(7, -41))).toBe(0);
  });

  it('keeps the digits of neighbours and antipodes', () => {
    assert(
      property(ra, between(-89, 89), between(1e-9, 1e-3), between(0, 360), (a, d, size, angle) => {
        const from = at(a, d);
        const to = createOffsetFrame(from).toSky({
          lonDeg: size * Math.sin((angle * Math.PI) / 180),
          latDeg: size * Math.cos((angle * Math.PI) / 180),
        });
        expect(Math.abs(separationDeg(from, to) - size)).toBeLessThan(1e-9);
        const antipode = at(wrapDeg(to.raDeg + 180), -to.decDeg);
        expect(Math.abs(separationDeg(from, antipode) - (180 - size))).toBeLessThan(1e-9);
      }),
    );
  });

  it('is the same from both sides and keeps the triangle inequality', () => {
    assert(
      property(ra, dec, ra, dec, ra, dec, (a1, d1, a2, d2, a3, d3) => {
        const [a, b, c] = [at(a1, d1), at(a2, d2), at(a3, d3)];
        expect(separationDeg(a, b)).toBeCloseTo(separationDeg(b, a), 12);
        expect(separationDeg(a, c)).toBeLessThanOrEqual(
          separationDeg(a, b) + separationDeg(b, c) + 1e-12,
        );
      }),
    );
  });
});

describe('the position angle', () => {
  it('runs from north through east', () => {
    const centre = at(0, 0);
    expect(positionAngleDeg(centre, at(0, 1))).toBe(0);
    expect(positionAngleDeg(centre, at(1, 0))).toBeCloseTo(90, 12);
    expect(positionAngleDeg(centre, at(0, -1))).toBe(180);
    expect(positionAngleDeg(centre, at(359, 0))).toBeCloseTo(270, 12);
    expect(positionAngleDeg(at(50, -20), at(50, -20))).toBe(0);
    expect(positionAngleDeg(at(50, -90), at(50, 0))).toBe(0);
    expect(positionAngleDeg(at(50, 90), at(50, 0))).toBe(180);
  });

  it('is stable for neighbours at 0 and 180 degrees', () => {
    for (const decDeg of [-89, -60, -6.3, 0, 45, 89]) {
      expect(positionAngleDeg(at(100, decDeg), at(100, decDeg + 1e-8))).toBe(0);
      expect(positionAngleDeg(at(100, decDeg), at(100, decDeg - 1e-8))).toBe(180);
    }
  });

  it('with the separation leads back to the position', () => {
    assert(
      property(ra, between(-89.9, 89.9), ra, dec, (a1, d1, a2, d2) => {
        const [from, to] = [at(a1, d1), at(a2, d2)];
        const far = (separationDeg(from, to) * Math.PI) / 180;
        const angle = (positionAngleDeg(from, to) * Math.PI) / 180;
        const [x, y, z] = [
          Math.cos(far),
          Math.sin(far) * Math.sin(angle),
          Math.sin(far) * Math.cos(angle),
        ];
        const back = createOffsetFrame(from).toSky({
          lonDeg: (Math.atan2(y, x) * 180) / Math.PI,
          latDeg: (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI,
        });
        expect(separationDeg(back, to)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('round trips', () => {
  const isThere = (a: SkyPosition, b: SkyPosition): void => {
    expect(separationDeg(a, b)).toBeLessThan(1e-9);
    expect(b.raDeg).toBeGreaterThanOrEqual(0);
    expect(b.raDeg).toBeLessThan(360);
    expect(Math.abs(b.decDeg)).toBeLessThanOrEqual(90);
  };
  const positions = [...CORNERS];
  const trips = (position: SkyPosition, origin: SkyPosition): void => {
    const frame = createOffsetFrame(origin);
    isThere(position, frame.toSky(frame.toOffset(position)));
    isThere(position, fk5ToIcrs(icrsToFk5(position)));
    isThere(position, galacticToIcrs(icrsToGalactic(position)));
    if (separationDeg(position, origin) > 60) return;
    const projection = createSinProjection(origin);
    isThere(position, projection.toSky(projection.toPlane(position)!)!);
  };

  it('come back to 1e-9 degrees, anywhere', () => {
    assert(property(ra, dec, ra, dec, (a1, d1, a2, d2) => trips(at(a1, d1), at(a2, d2))));
  });

  it('come back at the poles, at the origin of right ascension and between antipodes', () => {
    for (const position of positions) {
      for (const origin of positions) trips(position, origin);
      trips(position, at(wrapDeg(position.raDeg + 180), -position.decDeg));
    }
  });

  it('come back within 60 degrees of the centre of a SIN projection', () => {
    assert(
      property(ra, dec, between(0, 60), between(0, 360), (a, d, far, angle) => {
        const origin = at(a, d);
        const radius = (Math.sin((far * Math.PI) / 180) * 180) / Math.PI;
        const projection = createSinProjection(origin);
        const position = projection.toSky({
          eastDeg: radius * Math.sin((angle * Math.PI) / 180),
          northDeg: radius * Math.cos((angle * Math.PI) / 180),
        })!;
        trips(position, origin);
      }),
    );
  });
});

describe('the SIN projection', () => {
  it('shows nothing of the far side, and no sky outside of its circle', () => {
    const projection = createSinProjection(at(10, 0));
    expect(projection.toPlane(at(190, 0))).toBeNull();
    expect(projection.toPlane(at(100, 0))).toBeNull();
    expect(projection.toPlane(at(10, 30))!.northDeg).toBeCloseTo((0.5 * 180) / Math.PI, 12);
    expect(projection.toSky({ eastDeg: 58, northDeg: 0 })).toBeNull();
    expect(projection.toSky({ eastDeg: Number.NaN, northDeg: 0 })).toBeNull();
  });
});

describe('angles', () => {
  it('are wrapped into their ranges from any number of turns', () => {
    assert(
      property(between(-1e6, 1e6), (angle) => {
        expect(wrapDeg(angle)).toBeGreaterThanOrEqual(0);
        expect(wrapDeg(angle)).toBeLessThan(360);
        expect(wrapHalfTurnDeg(angle)).toBeGreaterThanOrEqual(-180);
        expect(wrapHalfTurnDeg(angle)).toBeLessThan(180);
      }),
    );
    expect(wrapDeg(-1e-20)).toBe(0);
    expect(wrapHalfTurnDeg(180)).toBe(-180);
  });

  it('move by arcseconds, also over the origin of right ascension', () => {
    const { raDeg, decDeg } = shiftedBy(at(0, 60), -3600, 0);
    expect(raDeg).toBeCloseTo(358, 2);
    expect(decDeg).toBeCloseTo(60, 1);
    expect(separationDeg(at(0, 60), { raDeg, decDeg })).toBeCloseTo(1, 12);
  });
});

describe('the outline of a footprint', () => {
  const isInside = (ring: readonly { x: number; y: number }[], x: number, y: number): boolean => {
    let inside = false;
    for (const [index, a] of ring.entries()) {
      const b = ring[(index + 1) % ring.length]!;
      if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x))
        inside = !inside;
    }
    return inside;
  };

  it('is one ring around 36 beams of 0.9 degrees, and lies on their edge', () => {
    for (const field of FIELDS) {
      const beams = beamsOf(field);
      const rings = mergedOutline(beams, 0.9);
      expect(rings).toHaveLength(1);
      for (const position of ringPositions(rings[0]!, beams, 0.9, 10)) {
        const nearest = Math.min(...beams.map((beam) => separationDeg(beam, position)));
        expect(Math.abs(nearest - 0.9)).toBeLessThan(1e-9);
      }
    }
  });

  it('encloses what lies in a beam, and nothing else', () => {
    assert(
      property(
        integer({ min: 0, max: FIELDS.length - 1 }),
        between(0.3, 1.6),
        between(-5, 5),
        between(-5, 5),
        (index, radiusDeg, lonDeg, latDeg) => {
          const field = FIELDS[index]!;
          const beams = beamsOf(field);
          const frame = createOffsetFrame(field);
          const position = frame.toSky({ lonDeg, latDeg });
          const nearest = Math.min(...beams.map((beam) => separationDeg(beam, position)));
          // A polygon of chords lies within its arcs by 1.5e-4 of the radius at this step.
          if (Math.abs(nearest - radiusDeg) < 1e-3) return;
          let inside = false;
          for (const ring of mergedOutline(beams, radiusDeg)) {
            const points = ringPositions(ring, beams, radiusDeg, 2)
              .map((point) => frame.toOffset(point))
              .map((point) => ({ x: point.lonDeg, y: point.latDeg }));
            if (isInside(points, lonDeg, latDeg)) inside = !inside;
          }
          expect(inside).toBe(nearest < radiusDeg);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is a circle for one disc, for the same disc twice, and two circles for discs that do not touch', () => {
    expect(mergedOutline([at(10, 10)], 1)).toEqual([[{ disc: 0, fromDeg: 0, toDeg: 360 }]]);
    expect(mergedOutline([at(10, 10), at(10, 10)], 1)).toHaveLength(1);
    expect(mergedOutline([at(10, 10), at(13, 10)], 1)).toHaveLength(2);
    expect(mergedOutline([], 1)).toEqual([]);
    const holed = mergedOutline(beamsOf(at(0, 0)), 0.6);
    expect(holed.length).toBeGreaterThan(20);
  });
});
