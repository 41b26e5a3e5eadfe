import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { formatListing } from './format-listing.ts';
import { parseChecksums } from './parse-checksums.ts';
import { parseFieldsCsv } from './parse-fields-csv.ts';
import { parseFilesList } from './parse-files-list.ts';
import { parseListing } from './parse-listing.ts';
import { refusal } from './testing/refusal.ts';

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';
const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('a list of files', () => {
  it('has a path on each line, comments and blank lines', () => {
    expect(parseFilesList('\ufeff# mine\r\n\r\n/a/b c.fits \r\n  # more\n/d\n/a/b c.fits')).toEqual(
      {
        paths: ['/a/b c.fits', '/d'],
        warnings: [],
      },
    );
  });

  it('is warned of where slashes are missing', () => {
    expect(parseFilesList('a/b\n./c\n/d\ne').paths).toEqual(['/a/b', '/c', '/d', '/e']);
    expect(parseFilesList('a/b\n/d\ne').warnings).toEqual([
      '2 paths had no / at the start; it was added.',
    ]);
  });

  it.each([
    '/a/../../etc/passwd',
    '../a',
    '/a/./b',
    '/a/..',
    '/a\u0000b',
    '/a\u001b[31m',
    '/a\u007f',
    '/EPOCH01/',
    '/EPOCH01//x',
    '/EPOCH01/caf\uFFFD',
    '/',
  ])('is refused with %j in it, and the line is named', (path) => {
    expect(refusal(parseFilesList, `# mine\n/good\n${path}\n`)).toContain('Line 3 ');
  });

  it('is refused if it names nothing: that would not be everything', () => {
    expect(refusal(parseFilesList, '# nothing\n\n')).toContain('names no file');
  });
});

describe('a listing', () => {
  const date = new Date('2020-04-02T20:08:23.950Z');

  it('comes back as it was written', () => {
    const text = formatListing(builtinListing(), date);
    expect(text.split('\n', 2)).toEqual([
      '# Files in the shared folder of the VAST Pilot survey on 2020-04-02 20:08:23 UTC',
      '/README.md',
    ]);
    expect(text.endsWith('\n')).toBe(true);
    expect(parseListing(text)).toEqual({ paths: builtinListing(), warnings: [] });
  });

  it('never writes a path as two', () => {
    expect(parseListing(formatListing(['/a', '/b\n/c', '/d\re'], date)).paths).toEqual(['/a']);
  });

  it('passes over what is no path, and says so', () => {
    const { paths, warnings } = parseListing('/EPOCH01/a\n/b/\n/../c\n/d//e\n/./f\nlast');
    expect(paths).toEqual(['/EPOCH01/a', '/last']);
    expect(warnings).toHaveLength(5);
    expect(warnings[1]).toContain('Line 2 ');
    expect(warnings.at(-1)).toBe('Lines passed over like these: 1 more.');
    expect(refusal(parseListing, '/b/\n')).toContain('names no file');
  });

  it('says that it may be of another folder if no path is of an epoch or a release', () => {
    expect(parseListing('/data/vast/EPOCH01/a.fits\n/data/x\n').warnings).toEqual([
      "No path begins with /EPOCH or /LEGACY; the first is /data/vast/EPOCH01/a.fits. Give the paths from the survey's shared folder on.",
    ]);
    expect(parseListing('/x\n/legacy/v0.6/a.fits\n').warnings).toEqual([]);
  });
});

describe('a list of checksums', () => {
  const md5 = { algorithm: 'md5', hex: MD5 };
  const sha256 = { algorithm: 'sha256', hex: SHA256 };

  it.each([
    ['md5sum', `${MD5}  EPOCH01/a b.fits\n${MD5} *./README.md\n`],
    ['md5sum with Windows’ lines', `\ufeff${MD5}  EPOCH01/a b.fits\r\n\r\n${MD5}  /README.md\r\n`],
    [
      'capitals and comments',
      `# of today\n${MD5.toUpperCase()}  /EPOCH01/a b.fits\n${MD5} README.md`,
    ],
    ['a table', `path,md5\n/EPOCH01/a b.fits,${MD5}\nREADME.md,${MD5}`],
    ['a table with more', `size,MD5,Path\n1,${MD5},"EPOCH01/a b.fits"\n,${MD5},README.md`],
    ['a table without a header', `/EPOCH01/a b.fits, ${MD5}\n# more\nREADME.md,${MD5}`],
  ])('may be written as %s', (_, text) => {
    expect([...parseChecksums(text).checksums]).toEqual([
      ['/EPOCH01/a b.fits', md5],
      ['/README.md', md5],
    ]);
  });

  it('may be of SHA-256, which is the one that counts if a file has both', () => {
    expect(parseChecksums(`${SHA256}  /a\n${MD5}  /a\n`).checksums.get('/a')).toEqual(sha256);
    expect(parseChecksums(`${MD5}  /a\n${SHA256}  /a\n`).checksums.get('/a')).toEqual(sha256);
    expect(parseChecksums(`path,sha256\n/a,${SHA256}`).checksums.get('/a')).toEqual(sha256);
  });

  it('escapes names as md5sum does', () => {
    expect([...parseChecksums(`\\${MD5}  /back\\\\slash\n`).checksums.keys()]).toEqual([
      '/back\\slash',
    ]);
    expect(refusal(parseChecksums, `\\${MD5}  /line\\nbreak\n`)).toContain('control character');
  });

  it.each([
    ['', 'empty'],
    ['# nothing', 'empty'],
    ['/a\n', 'Line 1'],
    [`path,content_hash\n/a,${SHA256}`, 'Line 1'],
    [`${MD5}  /a\n${MD5}\n`, 'Line 2'],
    [`${MD5}  /a\n/b ${MD5}\n`, 'Line 2'],
    [`${MD5}0  /a\n`, '33 digits'],
    [`path,md5\n/a,${MD5}\n/b,none`, '"none" is not a checksum'],
    [`path,md5\n/a`, 'Line 2'],
    [`${MD5}  ../a\n`, '".." is not allowed'],
    [`${MD5}  /a\n${MD5.replace('d', 'e')}  /a\n`, 'another checksum'],
  ])('%j is refused: %s', (text, why) => {
    expect(refusal(parseChecksums, text)).toContain(why);
  });

  it('may repeat itself', () => {
    expect(parseChecksums(`${MD5}  /a\n${MD5}  a\n`).checksums.size).toBe(1);
  });
});

/** What is read, or nothing if the text is refused as it should be. */
function readOrRefuse(parse: (text: string) => readonly string[], text: string) {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [];
  }
}

describe('a megabyte', () => {
  const MEGABYTE = 1024 * 1024;
  const parsers = { parseFieldsCsv, parseFilesList, parseListing, parseChecksums };
  const texts = {
    'blank lines': '\n'.repeat(MEGABYTE),
    spaces: `field,epoch\n${' '.repeat(MEGABYTE)}"`,
    'one long name': `field,epoch\n${'a'.repeat(MEGABYTE)},1`,
    'digits and spaces': `${MD5}${' \t'.repeat(MEGABYTE / 2)}x\u2028y`,
    'brackets and quotes': `field,epoch\n"${`[''`.repeat(MEGABYTE / 3)}",1`,
    'epochs and fields': `field;epoch\n${'0012+00A '.repeat(60_000)};${'1 '.repeat(250_000)}`,
    zeros: `field,epoch\nVAST_0012+00A,${'0'.repeat(MEGABYTE)}y`,
    slashes: `${'/'.repeat(MEGABYTE)}\n`,
    'a header of blanks': `[${' '.repeat(MEGABYTE)}x`,
  };

  it.each(Object.entries(texts))('of %s is read or refused by every reader', (_, text) => {
    for (const parse of Object.values(parsers)) {
      try {
        parse(text);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }
  });
});

describe('any text', () => {
  const parsers = {
    files: (text: string) => parseFilesList(text).paths,
    listing: (text: string) => parseListing(text).paths,
    checksums: (text: string) => [...parseChecksums(text).checksums.keys()],
  };

  it.each(Object.entries(parsers))(
    'of %s is read or refused, and leads nowhere else',
    (_, parse) => {
      const pieces = fc.constantFrom(
        '/',
        '..',
        '.',
        'a',
        '\n',
        ',',
        ' ',
        '\\n',
        MD5,
        `${MD5} `,
        '/a,',
      );
      const texts = fc
        .array(fc.oneof({ weight: 3, arbitrary: pieces }, fc.string({ unit: 'binary' })))
        .map((parts) => parts.join(''));
      fc.assert(
        fc.property(texts, (text) => {
          for (const path of readOrRefuse(parse, text)) {
            expect(path.startsWith('/')).toBe(true);
            expect(path.split('').every((letter) => letter >= ' ' && letter !== '\u007f')).toBe(
              true,
            );
            expect(path.split('/')).not.toContain('..');
          }
        }),
        { numRuns: 1000 },
      );
    },
  );
});
