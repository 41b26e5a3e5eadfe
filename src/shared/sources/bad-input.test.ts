import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assert, constantFrom, property, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { readSources } from './read-sources.ts';
import { complaintOf, told } from './testing/told.ts';

const TESTDATA = new URL('testdata/', import.meta.url);

describe('bad rows', () => {
  it('are listed with line and reason, and the other rows are read', () => {
    const list = readSources(
      'name,ra,dec\nA,400,0\nB,1,-95\nC,nan,0\nD,,\nE,10,-30\nF,x,1\nG,-1,1\nH,1,12h00m\n',
    );
    expect(told(list)).toEqual([['E', 10, -30]]);
    expect(list.badRows.map(({ location, reason }) => `${location}: ${reason}`)).toEqual([
      'line 2: the right ascension is 400 degrees, outside 0 to 360',
      'line 3: the declination is -95 degrees, outside -90 to 90',
      'line 4: the right ascension has no value (nan)',
      'line 5: the right ascension is empty',
      'line 7: the right ascension is no angle ("x")',
      'line 8: the right ascension is -1 degrees, outside 0 to 360',
      'line 9: the declination is in hours',
    ]);
  });

  it('alone are an error that names the first', () => {
    expect(complaintOf('name,ra,dec\nA,400,0\nB,1,-95\n')).toBe(
      'No row of the comma-separated table has a position: in line 2 the right ascension is 400 degrees, outside 0 to 360, and 1 other no better.',
    );
    expect(complaintOf('name,ra,dec\n')).toBe(
      'The table has no rows below the names of its columns.',
    );
  });

  it('with one name and many positions are no repeated ones', () => {
    const rows = Array.from({ length: 50_000 }, (_, row) => `A,${(row % 25_000) / 100},1\n`);
    const list = readSources(`name,ra,dec\n${rows.join('')}`);
    expect(list.sources).toHaveLength(25_000);
    expect(list.notes.at(-1)).toMatch(/^25,000 rows repeated/);
    expect(list.warnings).toHaveLength(1);
  });

  it('of ten thousand duplicates are one sentence', () => {
    const list = readSources(`name,ra,dec\n${'A,1,1\n'.repeat(10_000)}`);
    expect(list.sources).toHaveLength(1);
    expect(list.notes.at(-1)).toBe(
      '9,999 rows repeated an earlier one to the digit: each source was kept once.',
    );
  });
});

describe('what is no table', () => {
  const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

  it.each([
    ['nothing', '', 'The table is empty.'],
    ['only comments', '# a\n# b\n', 'The table is empty.'],
    [
      'a web page',
      '<!DOCTYPE html>\n<html><body>ra dec</body></html>',
      'This is a web page (HTML), not a table',
    ],
    ['other XML', '<?xml version="1.0"?><svg/>', 'This is XML and no VOTable'],
    ['JSON', '{"ra": 1, "dec": 2}', 'This is JSON, not a table'],
    ['a gzip file', bytes(0x1f, 0x8b, 8, 0), 'This is a gzip-compressed file: unpack it first.'],
    ['a spreadsheet', bytes(0x50, 0x4b, 3, 4, 0), 'This is a zip archive or a spreadsheet'],
    ['a binary file', bytes(1, 2, 3, 0, 0, 7), 'This is a binary file and not a table'],
    ['a quote that stays open', 'name,ra,dec\n"A,1,2\n', 'has a quote (") that is not closed'],
    [
      'a column without a partner',
      'name,ra,flux\nA,1,2\n',
      'a column "ra" and none that goes with it',
    ],
    [
      'unknown columns',
      'foo,bar\n1.5,2.5\n3.5,4.5\n',
      'None of the columns "foo", "bar" is known as a position',
    ],
    [
      'a MOC',
      '<VOTABLE><TABLE><FIELD name="UNIQ" datatype="int"/><DATA><TABLEDATA><TR><TD>4194500</TD></TR></TABLEDATA></DATA></TABLE></VOTABLE>',
      'None of the columns "UNIQ" is known as a position',
    ],
    ['numbers alone', '17\n18\n', 'Nothing in the text is known as a position'],
    [
      'a right ascension in degrees alone',
      '139.5d',
      'The position has only one angle ("139.5d"): ',
    ],
    [
      'a right ascension in hours alone',
      '09h18m20s',
      'The position has only one angle ("09h18m20s"',
    ],
    [
      'an angle with its unit in a word',
      '139.5 deg',
      'The position has only one angle ("139.5 deg")',
    ],
    ['several lone angles', '139.5d\n140.5d', 'Nothing in the text is known as a position'],
    ['a name with a number in it', '3C 273', 'The position has no two angles ("3C 273"): '],
    [
      'a position with a number behind it',
      '139.5 0.43 7',
      'The position can be read in several ways ("139.5 0.43 7"): leave out the other numbers',
    ],
    ['broken XML', '<VOTABLE><RESOURCE>\n<TABLE></RESOURCE>', 'The VOTable is no good XML: line 2'],
    [
      'a VOTable without a table',
      '<VOTABLE><RESOURCE/></VOTABLE>',
      'The VOTable has no table in it.',
    ],
    [
      'data that lie elsewhere',
      '<VOTABLE><TABLE><FIELD name="ra"/><DATA><BINARY><STREAM href="http://x.org/a"/></BINARY></DATA></TABLE></VOTABLE>',
      'lie in another file',
    ],
  ])('%s', (_, input, words) => {
    const complaint = complaintOf(input);
    expect(complaint).toContain(words);
    expect(complaint).not.toContain('\n');
  });

  it('a table of 300 MB', () => {
    expect(complaintOf(new Uint8Array(300_000_000))).toMatch(
      /^The file has 300 MB, and up to 67.1 MB are read: split it, or keep/,
    );
  });

  it('an image in FITS', () => {
    const card = (text: string): string => text.padEnd(80);
    const header = [
      card('SIMPLE  =                    T'),
      card('BITPIX  =                    8'),
      card('NAXIS   =                    0'),
      card('END'),
    ]
      .join('')
      .padEnd(2880);
    expect(complaintOf(new TextEncoder().encode(header))).toContain('holds images and no table');
    expect(complaintOf(new TextEncoder().encode(header.slice(0, 400)))).toContain(
      'ends within its header',
    );
  });

  it('a FITS table that was cut', () => {
    const whole = readFileSync(new URL('astropy.fits', TESTDATA));
    expect(complaintOf(whole.subarray(0, 5800))).toContain('ends before its 4 rows do');
  });

  it.each([
    ['NAXIS1', '-5760', 'NAXIS1 is -5760'],
    ['NAXIS1', '8', 'reaches beyond its row'],
    ['NAXIS1', '0', 'reaches beyond its row'],
    ['NAXIS2', '999999999', 'ends before its 999999999 rows do'],
    ['TFIELDS', '1999999999', 'no good TFIELDS'],
    ['TFORM1', "'999999A'", 'reaches beyond its row'],
    ['TFORM2', "'7Z'", 'has the format "7Z"'],
  ])('a FITS table with %s = %s in its header', (key, value, words) => {
    const text = readFileSync(new URL('astropy.fits', TESTDATA), 'latin1');
    const at = text.indexOf(key.padEnd(8), 2880);
    const broken =
      text.slice(0, at) + `${key.padEnd(8)}= ${value}`.padEnd(80) + text.slice(at + 80);
    expect(complaintOf(Buffer.from(broken, 'latin1'))).toContain(words);
  });

  it.each([
    ['without columns', '', 'AAAA'],
    ['with columns of no length', '<FIELD name="ra" datatype="char" arraysize="0"/>', 'AAAA'],
    ['that ends within a row', '<FIELD name="ra" datatype="double"/>', 'AAAA'],
    [
      'with a length beyond its end',
      '<FIELD name="ra" datatype="char" arraysize="*"/>',
      'f///////',
    ],
    ['of a type that there is not', '<FIELD name="ra" datatype="triple"/>', 'AAAA'],
    ['that is not base64', '<FIELD name="ra" datatype="double"/>', '!!!!'],
  ])('a binary VOTable %s', (_, fields, stream) => {
    const text = `<VOTABLE><TABLE>${fields}<DATA><BINARY><STREAM encoding="base64">${stream}</STREAM></BINARY></DATA></TABLE></VOTABLE>`;
    expect(complaintOf(text)).toMatch(/VOTable/);
  });

  it('a VOTable that was cut', () => {
    const whole = readFileSync(new URL('astropy.binary.xml', TESTDATA), 'utf8');
    expect(complaintOf(whole.slice(0, -200))).toContain('The VOTable is no good XML');
  });
});

describe('whatever comes', () => {
  it('is read or refused with a sentence, never with another error', () => {
    const known = (input: string | Uint8Array): void => {
      try {
        const list = readSources(input);
        for (const { raDeg, decDeg } of list.sources) {
          expect(raDeg >= 0 && raDeg < 360 && Math.abs(decDeg) <= 90).toBe(true);
        }
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    };
    assert(property(uint8Array({ maxLength: 400 }), known));
    assert(
      property(
        string({
          maxLength: 200,
          unit: constantFrom(...'0123456789+-.:,;|\t\n "hdmsraecnJ#'.split('')),
        }),
        known,
      ),
      { numRuns: 2000 },
    );
    const seeds = readdirSync(fileURLToPath(TESTDATA))
      .filter((name) => /^(?:astropy|stilts)\./.test(name))
      .map((name) => readFileSync(new URL(name, TESTDATA)));
    assert(
      property(
        constantFrom(...seeds),
        uint8Array({ minLength: 1, maxLength: 8 }),
        constantFrom(0.1, 0.4, 0.6, 0.8, 0.95),
        (seed, noise, where) => {
          const broken = new Uint8Array(seed);
          broken.set(noise, Math.floor((seed.length - 8) * where));
          known(broken);
          known(broken.subarray(0, Math.floor(seed.length * where)));
        },
      ),
      { numRuns: 500 },
    );
  });
});
