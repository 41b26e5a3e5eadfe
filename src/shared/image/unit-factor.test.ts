import { describe, expect, test } from 'vitest';
import { unitFactor } from './unit-factor.ts';

describe('unitFactor', () => {
  test.each([
    ['Jy/beam', 'Jy/beam', 1],
    ['mJy/beam', 'Jy/beam', 1e-3],
    ['JY/BEAM', 'mJy/beam', 1e3],
    ['µJy/beam', 'nJy/beam', 1e3],
    [' Jy / beam', 'Jy/beam ', 1],
    ['K', 'K', 1],
    ['', '', 1],
  ])('from %j to %j: %d', (from, to, factor) => {
    expect(unitFactor(from, to)).toBeCloseTo(factor, 12);
  });

  test.each([
    ['Jy/beam', 'K'],
    ['Jy/beam', 'Jy'],
    ['Jy/beam', ''],
    ['MJy/sr', 'Jy/sr'],
  ])('is null from %j to %j', (from, to) => {
    expect(unitFactor(from, to)).toBeNull();
    expect(unitFactor(to, from)).toBeNull();
  });
});
