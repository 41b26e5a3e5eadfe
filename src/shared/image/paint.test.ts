import { describe, expect, it } from 'vitest';
import { COLOUR_MAPS, coloursOf, MAP_COLOURS } from './colour-maps.ts';
import { colourAt, createPainter } from './paint.ts';
import { STRETCHES, stretched, unstretched } from './stretch.ts';

const LIMITS = { low: -1, high: 3 };

/** Relative luminance as WCAG defines it. */
function luminances(rgb: Uint8Array): readonly number[] {
  return Array.from({ length: rgb.length / 3 }, (_, index) => {
    const [r, g, b] = [0, 1, 2].map((part) => {
      const value = rgb[3 * index + part]! / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  });
}

function isAscending(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value >= values[index - 1]! - 0.002);
}

describe('colour maps', () => {
  it('have 256 colours, and viridis and inferno those that matplotlib lists', () => {
    for (const name of COLOUR_MAPS) expect(coloursOf(name)).toHaveLength(3 * MAP_COLOURS);
    expect([...coloursOf('viridis').subarray(0, 3)]).toEqual([68, 1, 84]);
    expect([...coloursOf('viridis').subarray(-3)]).toEqual([253, 231, 37]);
    expect([...coloursOf('inferno').subarray(3 * 128, 3 * 129)]).toEqual([188, 55, 84]);
  });

  it('run from dark to light, so that they read in grey', () => {
    for (const name of ['grey', 'viridis', 'inferno'] as const) {
      expect(isAscending(luminances(coloursOf(name))), name).toBe(true);
    }
  });

  it('that diverge darken from the middle, both arms alike', () => {
    const all = luminances(coloursOf('diverging'));
    const half = MAP_COLOURS / 2;
    expect(isAscending(all.slice(0, half))).toBe(true);
    expect(isAscending(all.slice(half).toReversed())).toBe(true);
    expect(all[half]).toBeGreaterThan(0.85);
    for (let step = 0; step < half; step += 1) {
      expect(Math.abs(all[step]! - all[MAP_COLOURS - 1 - step]!)).toBeLessThan(0.04);
    }
  });
});

describe('stretches', () => {
  it('keep both ends, rise, and come back', () => {
    for (const stretch of STRETCHES) {
      for (const isCentred of [false, true]) {
        let before = -1;
        for (let at = 0; at <= 1; at += 1 / 64) {
          const there = stretched(stretch, at, isCentred);
          expect(there).toBeGreaterThan(before);
          expect(unstretched(stretch, there, isCentred)).toBeCloseTo(at, 12);
          before = there;
        }
        expect([stretched(stretch, 0, isCentred), before]).toEqual([0, 1]);
      }
      expect(stretched(stretch, 0.5, true)).toBe(0.5);
    }
  });
});

describe('a painter', () => {
  it('puts the first row at the bottom', () => {
    const { paint } = createPainter({
      limits: { low: 0, high: 1 },
      stretch: 'linear',
      map: 'grey',
    });
    const pixels = paint({ width: 2, height: 2, values: Float32Array.of(0, 1, 1, 0.5) });
    expect([...pixels.subarray(0, 8)]).toEqual([255, 255, 255, 255, 127, 127, 127, 255]);
    expect([...pixels.subarray(8)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  });

  it('leaves what has no value transparent, and colours what lies outside as the limits', () => {
    const { paint } = createPainter({ limits: LIMITS, stretch: 'log', map: 'viridis' });
    const values = Float32Array.of(Number.NaN, -9, 99, -Infinity, Infinity);
    const pixels = paint({ width: 5, height: 1, values });
    const [first, last] = ['68,1,84,255', '253,231,37,255'];
    const found = [0, 1, 2, 3, 4].map((at) => pixels.slice(4 * at, 4 * at + 4).join(','));
    expect(found).toEqual(['0,0,0,0', first, last, first, last]);
  });

  it('gives the middle of the limits the middle of a map that diverges, whatever the stretch', () => {
    for (const stretch of STRETCHES) {
      const limits = { low: -4, high: 4 };
      const { paint } = createPainter({ limits, stretch, map: 'diverging' });
      const [r, g, b] = paint({ width: 1, height: 1, values: Float32Array.of(0) });
      expect(Math.min(r!, g!, b!)).toBeGreaterThan(235);
    }
  });

  it('has the colours of the bar beside it', () => {
    for (const map of COLOUR_MAPS) {
      for (const isInverted of [false, true]) {
        const colouring = { limits: LIMITS, stretch: 'asinh', map, isInverted } as const;
        for (const at of [0, 0.25, 0.5, 1]) {
          const value = LIMITS.low + at * (LIMITS.high - LIMITS.low);
          const [r, g, b] = createPainter(colouring).paint({
            width: 1,
            height: 1,
            values: Float32Array.of(value),
          });
          const [barR, barG, barB] = [1, 3, 5].map((from) =>
            Number.parseInt(colourAt(colouring, at).slice(from, from + 2), 16),
          );
          // A step of the table beside it at most.
          expect(Math.hypot(r! - barR!, g! - barG!, b! - barB!)).toBeLessThan(8);
        }
      }
    }
  });
});
