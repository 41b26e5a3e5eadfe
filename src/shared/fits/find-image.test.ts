import { describe, expect, it } from 'vitest';
import { FIRST_HEADER_BYTES, MAX_HEADER_BYTES } from './find-image.ts';
import { card, imageLines, makeHeader } from './testing/make-header.ts';
import { searchImage } from './testing/read-image.ts';

const concat = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
const NO_DATA = makeHeader(imageLines([]));
const extension = (...lines: readonly string[]): Uint8Array => makeHeader(lines);
const IMAGE = [
  "XTENSION= 'IMAGE   '",
  card('BITPIX', 16),
  card('NAXIS', 2),
  card('NAXIS1', 10),
  card('NAXIS2', 20),
  card('PCOUNT', 0),
  card('GCOUNT', 1),
];
const longHeader = (lines: number): Uint8Array =>
  makeHeader(
    imageLines(
      [4, 4],
      Array.from({ length: lines }, () => 'HISTORY one line'),
    ),
  );

describe('The search for an image', () => {
  it('reads a primary image in one range', () => {
    const file = concat(makeHeader(imageLines([100, 100])), new Uint8Array(40_000));
    const { header, ranges } = searchImage(file);
    expect(header.dataOffset).toBe(2880);
    expect(ranges).toEqual([{ start: 0, end: file.length }]);
  });

  it('asks for 64 KiB of a large file, and for more of a header that is longer', () => {
    const file = concat(longHeader(5000), new Uint8Array(2_000_000));
    const { header, ranges } = searchImage(file);
    expect(header.cards).toHaveLength(5005);
    expect(ranges).toEqual([
      { start: 0, end: FIRST_HEADER_BYTES },
      { start: FIRST_HEADER_BYTES, end: 4 * FIRST_HEADER_BYTES },
      { start: 4 * FIRST_HEADER_BYTES, end: 16 * FIRST_HEADER_BYTES },
    ]);
  });

  it('finds an image extension behind a header without data in the same range', () => {
    const file = concat(NO_DATA, extension(...IMAGE), new Uint8Array(400));
    const { header, ranges } = searchImage(file, null);
    expect(header).toMatchObject({ offset: 2880, dataOffset: 5760 });
    expect(ranges).toHaveLength(1);
  });

  it('skips the data of a table without reading them', () => {
    const table = extension(
      "XTENSION= 'BINTABLE'",
      card('BITPIX', 8),
      card('NAXIS', 2),
      card('NAXIS1', 1000),
      card('NAXIS2', 1000),
      card('PCOUNT', 0),
      card('GCOUNT', 1),
    );
    const tableData = new Uint8Array(Math.ceil(1_000_000 / 2880) * 2880);
    const file = concat(NO_DATA, table, tableData, extension(...IMAGE), new Uint8Array(400));
    const { header, ranges } = searchImage(file);
    expect(header.offset).toBe(5760 + tableData.length);
    expect(ranges.map(({ start }) => start)).toEqual([0, header.offset]);
  });

  it.each([
    ['a gzip file', Uint8Array.of(0x1f, 0x8b, 8, 0), 'compressed with gzip'],
    ['a page of HTML', Buffer.from('<html>'.padEnd(3000)), 'This is no FITS file'],
    ['an empty file', new Uint8Array(), 'ends within its header'],
    ['a file that ends in its header', longHeader(100).subarray(0, 4000), 'ends within its header'],
    ['a file without an image', NO_DATA, 'holds no image with two axes'],
    [
      'a tile-compressed image',
      concat(
        NO_DATA,
        extension(
          "XTENSION= 'BINTABLE'",
          card('BITPIX', 8),
          card('NAXIS', 2),
          card('NAXIS1', 8),
          card('NAXIS2', 1),
          'ZIMAGE  =                    T',
        ),
        new Uint8Array(2880),
      ),
      'tile-compressed (ZIMAGE)',
    ],
    [
      'a file that ends in its pixels',
      concat(makeHeader(imageLines([100, 100])), new Uint8Array(39_999)),
      'has 42879 bytes and its header promises 42880',
    ],
    ['a negative length', makeHeader(imageLines([100, -1])), 'NAXIS2 is -1'],
    ['a missing length', makeHeader(imageLines([]).with(2, card('NAXIS', 2))), 'has no NAXIS1'],
    ['sizes beyond all files', makeHeader(imageLines([1e9, 1e9])), 'gives its data'],
    ['an unknown BITPIX', makeHeader(imageLines([2, 2], [], 24)), 'BITPIX is 24'],
  ])('refuses %s in words', (_, file, words) => {
    expect(() => searchImage(file)).toThrow(words);
    if (words.includes('promises')) return;
    expect(() => searchImage(file, null)).toThrow(words);
  });

  it('gives up a header without END after 2 MB, in four ranges', () => {
    const endless = new Uint8Array(9_000_000).fill(0x20);
    endless.set(makeHeader(imageLines([4, 4])).subarray(0, 400));
    let message = '';
    try {
      searchImage(endless);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(`no END within ${MAX_HEADER_BYTES / 1e6} MB`);
  });
});
