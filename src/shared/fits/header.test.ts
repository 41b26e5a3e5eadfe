import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseHeader } from './header.ts';
import { makeHeader } from './testing/make-header.ts';

const SAMPLES = new URL('../../../../shared/samples/', import.meta.url);

const valuesOf = (...lines: readonly string[]) =>
  Object.fromEntries(parseHeader(makeHeader(['SIMPLE  =                    T', ...lines]))!.values);

describe('The header of a FITS file', () => {
  it.each([
    ['fixed format', 'BITPIX  =                  -32 / bits', { BITPIX: -32 }],
    ['free format', 'BITPIX  = -32/bits', { BITPIX: -32 }],
    ['a sign and no digit before the point', 'X       = +.5', { X: 0.5 }],
    ['a D exponent', 'X       =  -1.5D-03', { X: -0.0015 }],
    ['an E exponent', 'X       =  888E6', { X: 888e6 }],
    ['a logical value', 'X       =                    F', { X: false }],
    ['a complex value', 'X       = ( 1.5 , -2D1 ) / pair', { X: { re: 1.5, im: -20 } }],
    ['an undefined value', 'X       =                      / none', { X: null }],
    ['a string with doubled quotes', "X       = 'O''Hara''s '  / a 'name'", { X: "O'Hara's" }],
    ['a string with a slash', "BUNIT   = 'Jy/beam '           /unit", { BUNIT: 'Jy/beam' }],
    ['an empty string and one of blanks', "X       = ''", { X: '' }],
    ['leading blanks of a string', "X       = '  a '", { X: '  a' }],
    ['a HIERARCH card', "HIERARCH ESO DET NAME = 'x=y' / c", { 'ESO DET NAME': 'x=y' }],
  ])('reads %s', (_, line, values) => {
    expect(valuesOf(line)).toEqual({ SIMPLE: true, ...values });
  });

  it.each([
    ['hexadecimal digits', 'X       = 0x10'],
    ['a string without an end', "X       = 'abc"],
    ['a date without quotes', 'X       = 2020-08-04'],
    ['a word', 'X       = Infinity'],
    ['no value indicator', 'X       =5'],
    ['a number with a line break', 'X       = 5\n'],
    ['a keyword with a line break', 'X\n      = 5'],
  ])('gives no value for %s', (_, line) => {
    expect(valuesOf(line)['X']).toBeUndefined();
  });

  it('joins a string that CONTINUE lines carry on, and reads what follows', () => {
    const header = parseHeader(
      makeHeader([
        'SIMPLE  =                    T',
        "LONG    = 'one&'  / first",
        "CONTINUE  ' two ''&'",
        "CONTINUE  '' / last",
        "LONE    = 'ends so&'",
        'X       = 1',
      ]),
    )!;
    expect(header.cards[1]).toEqual({
      keyword: 'LONG',
      value: "one two '",
      comment: 'first last',
      line: 1,
      lines: 3,
    });
    expect(header.values.get('LONE')).toBe('ends so&');
    expect(header.values.get('X')).toBe(1);
  });

  it('takes the first of two cards, and passes over blank lines and text', () => {
    const header = parseHeader(
      makeHeader([
        'SIMPLE  =                    T',
        'A       = 1',
        '',
        'HISTORY = 5',
        'A       = 2',
      ]),
    )!;
    expect(Object.fromEntries(header.values)).toEqual({ SIMPLE: true, A: 1 });
    expect(header.cards.map(({ keyword }) => keyword)).toEqual(['SIMPLE', 'A', '', 'HISTORY', 'A']);
  });

  it('of an image that CASA wrote is kept byte for byte, with a blank card in its middle', () => {
    const file = readFileSync(new URL('casa-image.fits', SAMPLES));
    const header = parseHeader(file)!;
    expect(header.dataOffset).toBe(11_520);
    expect(Buffer.from(header.bytes)).toEqual(file.subarray(0, 11_520));
    expect(header.values.get('OBJECT')).toBe('');
    expect(header.values.get('OBSGEO-X')).toBe(2_225_142.180269);
    expect(header.values.get('PC1_1')).toBe(1);
    expect(header.cards.filter(({ keyword }) => keyword === 'HISTORY')).toHaveLength(40);
  });

  it('ends at END and blanks only, not at other white space', () => {
    const header = parseHeader(
      makeHeader(['SIMPLE  =                    T', 'END \n', 'X       = 1']),
    )!;
    expect(header.values.get('X')).toBe(1);
  });

  it('is null until its last block is whole', () => {
    const bytes = makeHeader(['SIMPLE  =                    T']);
    expect(parseHeader(bytes.subarray(0, 2879))).toBeNull();
    expect(parseHeader(bytes)?.dataOffset).toBe(2880);
    expect(parseHeader(new Uint8Array())).toBeNull();
  });

  it('is not read from what is no FITS', () => {
    expect(() => parseHeader(new Uint8Array(2880))).toThrow('This is no FITS file');
    expect(() => parseHeader(new Uint8Array(2880), 5760)).toThrow('no header at byte 5760');
  });
});
