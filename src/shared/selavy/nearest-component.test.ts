import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionAngleDeg, separationDeg } from '#shared/sky/separation.ts';
import type { SelavyCatalogue } from './catalogue.ts';
import { createMatcher } from './nearest-component.ts';

const number = (name: string, values: readonly number[]) =>
  ({ name, kind: 'number', unit: 'deg', ucd: null, values: Float64Array.from(values) }) as const;

function catalogueAt(positions: readonly (readonly [number, number])[]): SelavyCatalogue {
  return {
    rowCount: positions.length,
    columns: [
      number(
        'ra_deg_cont',
        positions.map(([raDeg]) => raDeg),
      ),
      number(
        'dec_deg_cont',
        positions.map(([, decDeg]) => decDeg),
      ),
    ],
  };
}

const near = (centre: number, spread: number) =>
  fc.double({ min: centre - spread, max: centre + spread, noNaN: true });

describe('the component at a position', () => {
  it('is the nearest within the radius, as a search through all rows finds it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<[number, number]>([0.01, 0], [359.999, -72], [139.5, 89.99]),
        fc.array(fc.tuple(near(0, 0.02), near(0, 0.01)), { maxLength: 40 }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        ([raDeg, decDeg], offsets, radiusArcsec) => {
          const at = { raDeg, decDeg };
          const positions = offsets.map(
            ([dRa, dDec]) =>
              [(at.raDeg + dRa + 360) % 360, Math.min(90, at.decDeg + dDec)] as const,
          );
          const all = positions.map(([ra, dec], row) => ({
            row,
            separationArcsec: 3600 * separationDeg(at, { raDeg: ra, decDeg: dec }),
            positionAngleDeg: positionAngleDeg(at, { raDeg: ra, decDeg: dec }),
          }));
          const within = all.filter(({ separationArcsec }) => separationArcsec <= radiusArcsec);
          const nearest = within.toSorted((a, b) => a.separationArcsec - b.separationArcsec)[0];
          const found = createMatcher(catalogueAt(positions))(at, radiusArcsec);
          expect(found?.separationArcsec).toBe(nearest?.separationArcsec);
          if (found !== null) expect(found).toEqual(all[found.row]);
        },
      ),
    );
  });

  it('lies across the meridian of 0 h, too', () => {
    const match = createMatcher(catalogueAt([[359.9999, 10]]));
    expect(match({ raDeg: 0.0001, decDeg: 10 }, 10)).toMatchObject({ row: 0 });
  });

  it('is not found without positions, and the message says so', () => {
    expect(() => createMatcher({ rowCount: 0, columns: [] })).toThrow(/no column ra_deg_cont/);
  });
});
