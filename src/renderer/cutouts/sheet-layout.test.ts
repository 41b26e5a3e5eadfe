import { expect, it } from 'vitest';
import { MAX_SHEET_COLUMNS, sheetLayout } from './sheet-layout.ts';

it('a sheet holds its stamps beside each other, without an overlap', () => {
  const { width, height, side, xOf, yOf } = sheetLayout(3, 2);
  expect(xOf(1) - xOf(0)).toBeGreaterThan(side);
  expect(yOf(1) - yOf(0)).toBeGreaterThan(side);
  expect(xOf(2) + side).toBeLessThan(width);
  expect(yOf(1) + side).toBeLessThan(height);
});

it('stamps get smaller where many epochs would make a sheet wider than a canvas', () => {
  const wide = sheetLayout(MAX_SHEET_COLUMNS, 1);
  expect(wide.side).toBeLessThan(sheetLayout(13, 1).side);
  expect(wide.width).toBeLessThanOrEqual(16_000);
});
