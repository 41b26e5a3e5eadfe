import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  elideMiddle,
  formatAboutBytes,
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
  formatRate,
} from './quantities.ts';

describe('quantities', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.00 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [734_000_000, '734 MB'],
    [8e12, '8.00 TB'],
    [12_345_678, '12.3 MB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [0, '0 B'],
    [123, '120 B'],
    [994_000, '990 kB'],
    [999_000, '1.0 MB'],
    [6_321_000_000, '6.3 GB'],
    [73_900_000_000, '74 GB'],
    [8.02e12, '8.0 TB'],
  ])('about %d bytes are %s', (bytes, text) => expect(formatAboutBytes(bytes)).toBe(text));

  it('never needs more than ten columns for what fits a disk', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9e15 }), (bytes) => formatBytes(bytes).length <= 10),
    );
  });

  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [60, '1 min 00 s'],
    [200, '3 min 20 s'],
    [18_120, '5 h 02 min'],
    [273_600, '3 d 4 h'],
  ])('%d seconds are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it('counts with a noun that agrees', () => {
    expect(formatCount(42_165)).toBe('42,165');
    expect(formatNumberOf(1, 'file')).toBe('1 file');
    expect(formatNumberOf(1_204, 'file')).toBe('1,204 files');
    expect(formatNumberOf(2, 'entry', 'entries')).toBe('2 entries');
    expect(formatRate(1_500)).toBe('1.50 kB/s');
  });

  it('elides to the width asked for and keeps both ends', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(60), (text, width) => {
        const short = elideMiddle(text, width);
        expect(short.length).toBeLessThanOrEqual(Math.max(width, 0));
        if (text.length <= width) expect(short).toBe(text);
      }),
    );
    expect(elideMiddle('/EPOCH01/COMBINED/x.I.fits', 12)).toBe('/EPO….I.fits');
  });
});
