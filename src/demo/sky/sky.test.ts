import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fluxAt } from './light-curve.ts';
import { createSinProjection } from '#shared/sky/sin-projection.ts';
import { createSkyModel } from './sky-model.ts';
import { shifted } from './shifted.ts';
import type { SkySource } from './sky-source.ts';

const between = (min: number, max: number) => double({ min, max, noNaN: true });

describe('shifted', () => {
  it('moves a position by arcseconds, also across the origin of right ascension', () => {
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
