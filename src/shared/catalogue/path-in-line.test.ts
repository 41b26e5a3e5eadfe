import { describe, expect, it } from 'vitest';
import { builtinListing } from '#shared/survey/listing.ts';
import { pathInLine } from './path-in-line.ts';

const PATH = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits';
const BARE = PATH.slice(1);

describe('The path in a line of a list of files', () => {
  it.each([
    `"${PATH}"`,
    `'${PATH}'`,
    `"${PATH}",`,
    PATH.replaceAll('/', '\\'),
    `${PATH} 734003200`,
    `${PATH} (734 MB)`,
    `${PATH}, 2020-01-11`,
    `${PATH}  734.0 MiB  2020-01-11 03:12:44`,
    `734003200 ${PATH}`,
    `734003200 2020-01-11 03:12:44.000000000 ${PATH}`,
    `2020-01-11 03:12 734003200 ${PATH}`,
    `-rw-r--r-- 1 ana astro 734003200 Jan 11 2020 ${PATH}`,
    `-rw-rw-r--. 1 ana astro 700M Jan 11 03:12 ${PATH}`,
    `-rw-r--r-- 1 ana astro 734003200 2020-01-11 03:12 ${PATH}`,
    `${PATH},734003200,2020-01-11`,
    `"${PATH}";734003200`,
    `12\t${PATH}\t734003200`,
  ])('is found in %s', (line) => {
    expect(pathInLine(line)).toEqual({ text: PATH, isCut: true });
  });

  it('needs no slash at its start', () => {
    expect(pathInLine(`734003200 ${BARE}`)).toEqual({ text: BARE, isCut: true });
  });

  it.each([
    '/EPOCH01/notes, second part.txt',
    '/EPOCH01/a;b.fits',
    '/EPOCH01/x y.fits',
    '/EPOCH01/2020-01-11/x.fits',
    'EPOCH01',
    '/EPOCH01/12 34',
  ])('is the whole line %s', (line) => {
    expect(pathInLine(line)).toEqual({ text: line, isCut: false });
  });

  it.each([
    ['drwxr-xr-x 2 ana astro 4096 Jan 11 2020 EPOCH01/COMBINED', /not a file/],
    [`${PATH}\t${PATH}`, /more than one/],
    ['name\tsize', /none or more than one/],
  ])('is refused in %s', (line, refusal) => {
    expect(pathInLine(line)).toEqual({ refusal: expect.stringMatching(refusal) });
  });

  it('is the line itself for every path of the survey', () => {
    for (const path of builtinListing())
      expect(pathInLine(path)).toEqual({ text: path, isCut: false });
  });

  it('is found in a megabyte of blanks or digits at once', () => {
    for (const filler of [' ', '1', '1 ', '1,', '\\'])
      expect(pathInLine(`/${filler.repeat(500_000)}x`)).toBeDefined();
  });
});
