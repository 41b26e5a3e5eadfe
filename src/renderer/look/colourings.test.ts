import { describe, expect, test } from 'vitest';
import { type Coloured, colouringsOf } from './colourings.ts';

const LOOK = { stretch: 'linear', map: null, isInverted: false, otherColours: null } as const;
const I: Coloured = { ownMap: 'grey', unit: 'Jy/beam', limits: { low: -0.001, high: 0.004 } };
const V: Coloured = { ownMap: 'diverging', unit: 'Jy/beam', limits: { low: -0.001, high: 0.0005 } };

describe('colouringsOf', () => {
  test('two images of one kind have the same colours', () => {
    const other: Coloured = { ...I, limits: { low: 0, high: 1 } };
    const { first, second, isShared } = colouringsOf(LOOK, I, other);
    expect(isShared).toBe(true);
    expect(first!.limits).toEqual(I.limits);
    expect(second).toEqual(first);
  });

  test('Stokes V beside Stokes I has its own map and limits, until the user chooses those of the first', () => {
    const { first, second, isShared, canShare } = colouringsOf(LOOK, I, V);
    expect([isShared, canShare]).toEqual([false, true]);
    expect(first!.map).toBe('grey');
    expect(second!.map).toBe('diverging');
    expect(second!.limits).toEqual({ low: -0.001, high: 0.001 });
    const chosen = colouringsOf({ ...LOOK, otherColours: 'first' }, I, V);
    expect(chosen.second).toEqual(chosen.first);
  });

  test('limits are converted between janskys, and never shared between units that differ', () => {
    const { second } = colouringsOf(LOOK, I, { ...I, unit: 'mJy/beam' });
    expect(second!.limits.high).toBeCloseTo(4, 9);
    const kelvin: Coloured = { ...I, unit: 'K', limits: { low: 0, high: 300 } };
    const apart = colouringsOf({ ...LOOK, otherColours: 'first' }, I, kelvin);
    expect([apart.isShared, apart.canShare]).toEqual([false, false]);
    expect(apart.second!.limits).toEqual({ low: 0, high: 300 });
  });

  test('a map that the user chose is that of both', () => {
    const { first, second } = colouringsOf({ ...LOOK, map: 'viridis' }, I, V);
    expect([first!.map, second!.map]).toEqual(['viridis', 'viridis']);
  });

  test('one image alone, and before its limits are found', () => {
    expect(colouringsOf(LOOK, I, null).second).toBeNull();
    expect(colouringsOf(LOOK, { ...I, limits: null }, { ...V, limits: null }).second).toBeNull();
  });
});
