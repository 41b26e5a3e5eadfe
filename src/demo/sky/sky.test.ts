import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fluxAt } from './light-curve.ts';
import { createSinProjection } from './sin-projection.ts';
import { createSkyModel } from './sky-model.ts';
import { formatDms, formatHms, RADIANS_PER_DEGREE, shifted } from './sky-position.ts';
import type { SkySource } from './sky-source.ts';

const between = (min: number, max: number) => double({ min, max, noNaN: true });

describe('the SIN projection', () => {
  it('comes back to where it started', () => {
    assert(
      property(
        between(0, 359.99),
        between(-80, 80),
        between(-4, 4),
        between(-4, 4),
        (ra, dec, e, n) => {
          const projection = createSinProjection({ raDeg: ra, decDeg: dec });
          const back = projection.toPlane(projection.toSky({ eastDeg: e, northDeg: n }))!;
          expect(back.eastDeg).toBeCloseTo(e, 9);
          expect(back.northDeg).toBeCloseTo(n, 9);
        },
      ),
    );
  });

  it('shows nothing of the far side', () => {
    const projection = createSinProjection({ raDeg: 10, decDeg: 0 });
    expect(projection.toPlane({ raDeg: 190, decDeg: 0 })).toBeNull();
    expect(projection.toPlane({ raDeg: 10, decDeg: 30 })!.northDeg).toBeCloseTo(
      Math.sin(30 * RADIANS_PER_DEGREE) / RADIANS_PER_DEGREE,
    );
  });
});

describe('positions', () => {
  it('are written in hours and degrees without ever reaching sixty', () => {
    expect(formatHms(139.65417)).toBe('09:18:37.0');
    expect(formatDms(-6.29972)).toBe('-06:17:59');
    expect(formatDms(-0.1)).toBe('-00:06:00');
    expect(formatHms(14.999_999_99)).toBe('01:00:00.0');
    expect(formatHms(359.999_999_99)).toBe('00:00:00.0');
    expect(formatDms(12.5, 2)).toBe('+12:30:00.00');
  });

  it('move by arcseconds, also over the origin of right ascension', () => {
    const { raDeg, decDeg } = shifted({ raDeg: 0, decDeg: 60 }, -3600, 3600);
    expect(raDeg).toBeCloseTo(358);
    expect(decDeg).toBeCloseTo(61);
  });
});

describe('the sky', () => {
  const sky = createSkyModel(7);
  const distanceDeg = (a: SkySource, b: SkySource): number => {
    const offset = createSinProjection(a).toPlane(b);
    return offset === null ? 180 : Math.hypot(offset.eastDeg, offset.northDeg);
  };

  it('has the same sources for fields that overlap', () => {
    assert(
      property(between(0, 359.99), between(-75, 5), (raDeg, decDeg) => {
        const here = { raDeg, decDeg };
        const there = shifted(here, 3 * 3600, 1 * 3600);
        const seenThere = new Set(sky.sourcesAround(there, 5).map(({ key }) => key));
        const shared = sky.sourcesAround(here, 1);
        expect(shared.length).toBeGreaterThan(0);
        expect(shared.filter(({ key }) => !seenThere.has(key))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('has no source twice and none so close to another that they blend', () => {
    const sources = sky.sourcesAround({ raDeg: 0, decDeg: -62 }, 4);
    expect(new Set(sources.map(({ key }) => key)).size).toBe(sources.length);
    for (const [i, a] of sources.entries()) {
      for (const b of sources.slice(i + 1)) expect(distanceDeg(a, b)).toBeGreaterThan(0.18);
    }
  });

  it('has ten times fewer sources that are ten times brighter', () => {
    const sources = sky.sourcesAround({ raDeg: 180, decDeg: 0 }, 40);
    const brighter = (jansky: number): number =>
      sources.filter(({ fluxJy }) => fluxJy > jansky).length;
    expect(brighter(0.002) / brighter(0.02)).toBeGreaterThan(7);
    expect(brighter(0.002) / brighter(0.02)).toBeLessThan(14);
  });

  it('has some sources that vary, and some that are polarised one way or the other', () => {
    const sources = sky.sourcesAround({ raDeg: 180, decDeg: 0 }, 40);
    const share = (holds: (source: SkySource) => boolean): number =>
      sources.filter(holds).length / sources.length;
    const varies = (source: SkySource): boolean =>
      fluxAt(source, 58_750) !== fluxAt(source, 58_850);
    expect(share(varies)).toBeGreaterThan(0.03);
    expect(share(varies)).toBeLessThan(0.15);
    expect(share(({ polarised }) => polarised.V > 0)).toBeGreaterThan(0.02);
    expect(share(({ polarised }) => polarised.V < 0)).toBeGreaterThan(0.02);
    for (const source of sources) expect(fluxAt(source, 58_800)).toBeGreaterThan(0);
  });
});
