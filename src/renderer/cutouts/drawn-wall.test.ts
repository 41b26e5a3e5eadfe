import { beforeEach, describe, expect, test } from 'vitest';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { CutoutCell } from '#shared/ipc/contract.ts';
import { arrangeCells } from './arrange-cells.ts';
import { drawnRows } from './drawn-wall.ts';
import { fixLimits, wallLookStore } from './wall-look.ts';

const cell = (epoch: string, stokes: CutoutCell['stokes'] = 'I'): CutoutCell => ({
  path: `/${stokes}${epoch}`,
  epoch,
  field: 'VAST_0918+00A',
  sbid: null,
  stokes,
  product: 'image',
  startUtc: `2019-0${epoch}-01T00:00:00`,
  outcome: 'cut',
  file: `${epoch}.fits`,
  note: '',
});

const stamp = (unit: string, values: readonly number[]): Stamp => ({
  width: values.length,
  height: 1,
  values: Float32Array.from(values),
  reducedBy: 1,
  pixelDeg: 0.001,
  unit,
  peak: Math.max(...values),
  source: { x: 0, y: 0 },
  north: { x: 0, y: 1 },
  east: { x: -1, y: 0 },
  beam: null,
});

describe('drawnRows', () => {
  const wall = arrangeCells([cell('1'), cell('2'), cell('3')]);
  const rowsOf = (stamps: readonly Stamp[]) =>
    drawnRows(
      wall,
      new Map(stamps.map((each, index) => [`/I${index + 1}`, each])),
      wallLookStore.getState(),
    );
  beforeEach(() => wallLookStore.setState(wallLookStore.getInitialState()));

  test('converts stamps in millijanskys, so that the same flux has the same colour', () => {
    const [row, ...rest] = rowsOf([stamp('Jy/beam', [0, 0.002]), stamp('mJy/beam', [0, 2])]);
    expect(rest).toEqual([]);
    expect(row!.unit).toBe('Jy/beam');
    expect(row!.colouring!.limits.high).toBeLessThan(0.01);
    const [first, second] = row!.cells;
    expect(second!.stamp!.peak).toBeCloseTo(0.002);
    expect(second!.stamp!.values).toEqual(first!.stamp!.values);
  });

  test('gives stamps in a unit that can’t be compared a row and limits of their own', () => {
    const rows = rowsOf([
      stamp('Jy/beam', [0, 1]),
      stamp('K', [400, 500]),
      stamp('Jy/beam', [0, 2]),
    ]);
    expect(rows.map(({ unit }) => unit)).toEqual(['Jy/beam', 'K']);
    expect(rows.map(({ colouring }) => colouring!.limits.low > 100)).toEqual([false, true]);
    const drawn = rows.map(({ cells }) => cells.map((each) => each.stamp !== null));
    expect(drawn).toEqual([
      [true, false, true],
      [false, true, false],
    ]);
    expect(rows[0]!.cells[1]!.cell).toBeNull();
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  });

  test('takes the limits that were set for a row, around 0 for Stokes V', () => {
    const both = arrangeCells([cell('1'), cell('1', 'V')]);
    const stamps = new Map([
      ['/I1', stamp('Jy/beam', [0, 1])],
      ['/V1', stamp('Jy/beam', [-1, 1])],
    ]);
    for (const { key } of drawnRows(both, stamps, wallLookStore.getState()))
      fixLimits(key, { low: -0.5, high: 0.25 });
    const limitsOf = () =>
      drawnRows(both, stamps, wallLookStore.getState()).map(({ colouring }) => colouring!.limits);
    expect(limitsOf()).toEqual([
      { low: -0.5, high: 0.25 },
      { low: -0.5, high: 0.5 },
    ]);
    fixLimits(`${both.rows[0]!.key} Jy/beam`, null);
    expect(limitsOf()[0]!.low).toBeGreaterThanOrEqual(0);
  });
});
