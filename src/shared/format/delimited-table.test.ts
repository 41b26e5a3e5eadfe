import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDelimitedTable } from './delimited-table.ts';

const rowsOf = (text: string) => readDelimitedTable(text).rows.map(({ cells }) => cells);

const MEGABYTE = 1024 * 1024;

describe('a table with delimiters', () => {
  it('is read back as it was written, with any delimiter', () => {
    const cells = fc.string({
      unit: fc.constantFrom('a', ',', ';', '\t', '|', '"', '\n', '\r', ' ', '#', 'é'),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(cells, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(',', ';', '\t', '|'),
        (table, lineEnd, delimiter) => {
          const rows = [['x', 'y'], ...table];
          const text = rows
            .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
            .join(lineEnd);
          expect(rowsOf(text)).toEqual(
            rows
              .map((row) => row.map((cell) => cell.trim()))
              .filter((row) => row.some((cell) => cell !== '')),
          );
        },
      ),
    );
  });

  it('knows the line on which each row begins', () => {
    expect(readDelimitedTable('a,b\n\n"x\ny", z \r\nlast,').rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['x\ny', 'z'] },
      { line: 5, cells: ['last', ''] },
    ]);
  });

  it.each([
    ['a,b;c,d', ','],
    ['"a,b,c";"d"\n1,5;2', ';'],
    ['a\tb, c\td', '\t'],
    ['a|b', '|'],
    ['one', ','],
    ['# a;b;c\n\n;;\nx,y', ','],
    ['\uFEFF"a";b', ';'],
  ])('%j is delimited by %j', (text, delimiter) => {
    expect(readDelimitedTable(text).delimiter).toBe(delimiter);
  });

  it('takes the delimiter that its caller knows', () => {
    expect(readDelimitedTable('a;b,c', { delimiter: ',' }).rows[0]?.cells).toEqual(['a;b', 'c']);
  });

  it('passes over comments, also with quotes in them', () => {
    expect(rowsOf('# "open\na;"b;c"\n  # more\n"#1";2\n')).toEqual([
      ['a', 'b;c'],
      ['#1', '2'],
    ]);
  });

  it('keeps a quote inside a bare cell, and empty cells between tabs', () => {
    expect(rowsOf('size\tx\ty\n5" beam\t\t2')).toEqual([
      ['size', 'x', 'y'],
      ['5" beam', '', '2'],
    ]);
  });

  it.each([
    ['a\n"b', 'Line 2 has a quote (") that is not closed.'],
    ['a\n "b', 'Line 2 has a quote (") that is not closed.'],
    ['a\nb,"c"d', 'Line 2 has text behind a closing quote'],
    ['a\n"b\n"c', 'Line 3 has text behind a closing quote'],
  ])('%j is refused with its line', (text, message) => {
    expect(() => readDelimitedTable(text)).toThrow(message);
  });

  it.each([
    ['blank lines', '\n'.repeat(MEGABYTE)],
    ['spaces', ' '.repeat(MEGABYTE)],
    ['spaces before a lone quote', `a\n${' '.repeat(MEGABYTE)}"`],
    ['quotes', '"'.repeat(MEGABYTE)],
    ['one quoted cell', `"${'a'.repeat(MEGABYTE)}"`],
    ['delimiters', ','.repeat(MEGABYTE)],
    ['comments', '#\n'.repeat(MEGABYTE / 2)],
  ])('of a megabyte of %s is read or refused at once', (_, text) => {
    try {
      expect(readDelimitedTable(text).rows.length).toBeLessThan(2);
    } catch (error) {
      expect(String(error)).toContain('that is not closed');
    }
  });
});
