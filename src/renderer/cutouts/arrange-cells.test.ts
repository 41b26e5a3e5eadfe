import { expect, it } from 'vitest';
import type { CutoutCell } from '#shared/ipc/contract.ts';
import { arrangeCells } from './arrange-cells.ts';

const cell = (changes: Partial<CutoutCell>): CutoutCell => ({
  path: '/',
  epoch: '01',
  field: 'VAST_0918+00A',
  sbid: null,
  stokes: 'I',
  product: 'image',
  startUtc: '2019-08-27T00:00:00.000',
  outcome: 'cut',
  file: 'a.fits',
  note: '',
  ...changes,
});

it('a wall has rows by Stokes and columns by date, and leaves out epochs without a listed image', () => {
  const wall = arrangeCells([
    cell({ stokes: 'V', epoch: '02', startUtc: '2019-10-28T00:00:00.000' }),
    cell({ stokes: 'V', outcome: 'not-listed', file: null }),
    cell({ epoch: '02', startUtc: '2019-10-28T00:00:00.000' }),
    cell({ product: 'rms' }),
    cell({}),
    cell({ epoch: '09', outcome: 'not-listed', file: null, startUtc: null }),
  ]);
  expect(wall.columns.map(({ epoch }) => epoch)).toEqual(['01', '02']);
  expect(wall.rows.map(({ stokes, product }) => `${stokes} ${product}`)).toEqual([
    'I image',
    'I rms',
    'V image',
  ]);
  expect(wall.rows.map(({ cells }) => cells.map((each) => each?.outcome ?? null))).toEqual([
    ['cut', 'cut'],
    ['cut', null],
    ['not-listed', 'cut'],
  ]);
  expect(wall.unlistedEpochs).toEqual(['09']);
});
