import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CUTOUT_COLUMNS, type TableRow } from './cutouts-table.ts';

const OUTCOMES: Readonly<Record<TableRow['outcome'], true>> = {
  cut: true,
  kept: true,
  'not-covered': true,
  'all-nan': true,
  'not-listed': true,
  'not-in-survey': true,
  'not-there': true,
  failed: true,
  stopped: true,
};

it('docs/cutouts.md has each column and outcome of cutouts.csv, in order, and no other', () => {
  const text = readFileSync(new URL('../../../docs/cutouts.md', import.meta.url), 'utf8');
  const [, tables = ''] = text.split('## Columns of');
  const names = tables
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...line.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  expect(names).toEqual([...CUTOUT_COLUMNS, ...Object.keys(OUTCOMES)]);
});
