import { describe, expect, it } from 'vitest';
import { cutoutsTable, type TableRow } from './cutouts-table.ts';
import { earlierRows } from './earlier-rows.ts';

const SOURCES = ['plain', 'a "quoted", name', 'two\nlines', '=1+2'].map((name, index) => ({
  name,
  raDeg: 10 * index,
  decDeg: -10,
}));

function row(source: number, file: string | null): TableRow {
  const path = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits';
  const box = { x0: 1, x1: 3, y0: 4, y1: 6 };
  const outcome = file === null ? 'all-nan' : 'cut';
  return { source, path, outcome, file, from: 'dropbox', rev: 'abc', box, note: 'so, "so"' };
}

describe('the rows of an earlier cutouts.csv', () => {
  const rows = [
    row(0, 'a.fits'),
    row(1, 'b.fits'),
    row(2, null),
    row(2, 'c.fits'),
    row(3, 'd.fits'),
  ];
  const table = cutoutsTable(rows, SOURCES);

  it('are found by file name, as they stand, whatever they quote', () => {
    const found = earlierRows(table);
    expect([...found.keys()]).toEqual(['a.fits', 'b.fits', 'c.fits', 'd.fits']);
    expect(found.get('c.fits')).toContain('"two\nlines",20.000000,');
    const header = table.slice(0, table.indexOf('\n'));
    const one = cutoutsTable([row(1, 'b.fits')], SOURCES);
    expect(`${header}\n${found.get('b.fits')}\n`).toBe(one);
    expect(earlierRows(table.replaceAll('\n', '\r\n')).size).toBe(4);
  });

  it('follow the rows of a later run', () => {
    const later = cutoutsTable([row(0, 'new.fits')], SOURCES, [...earlierRows(table).values()]);
    expect([...earlierRows(later).keys()]).toEqual([
      'new.fits',
      'a.fits',
      'b.fits',
      'c.fits',
      'd.fits',
    ]);
  });

  it('are none in a table of other columns, or in no table', () => {
    expect(earlierRows('name,ra,dec\na,1,2\n').size).toBe(0);
    expect(earlierRows('').size).toBe(0);
    expect(earlierRows(`${table}"never closed,`).size).toBe(4);
    expect(earlierRows(`${table}too,few,cells\n`).size).toBe(4);
  });
});
