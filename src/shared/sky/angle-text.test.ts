import { assert, constantFrom, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AngleStyle, formatDec, formatJName, formatRa } from './format-angle.ts';
import { parseAngle } from './parse-angle.ts';

describe('angles, written', () => {
  it('are rounded without ever reaching sixty', () => {
    expect(formatRa(139.65417)).toBe('09:18:37.0');
    expect(formatDec(-6.29972)).toBe('-06:17:59');
    expect(formatDec(-0.1)).toBe('-00:06:00');
    expect(formatRa(14.999_999_99)).toBe('01:00:00.0');
    expect(formatRa(359.999_999_99)).toBe('00:00:00.0');
    expect(formatDec(12.5, { decimals: 2 })).toBe('+12:30:00.00');
    expect(formatDec(-0.000_01)).toBe('+00:00:00');
    expect(formatRa(188.736_25, { decimals: 0, style: 'letters' })).toBe('12h34m57s');
    expect(formatDec(-1.034_166_67, { style: 'letters' })).toBe('-01d02m03s');
    expect(formatDec(-1.034_166_67, { style: 'blanks' })).toBe('-01 02 03');
    expect(formatRa(-15)).toBe('23:00:00.0');
  });

  it('come back as they were, in every style', () => {
    const style = constantFrom<AngleStyle[]>('colons', 'blanks', 'letters');
    assert(
      property(
        double({ min: 0, max: 359.999_99, noNaN: true }),
        double({ min: -90, max: 90, noNaN: true }),
        integer({ min: 3, max: 9 }),
        style,
        (raDeg, decDeg, decimals, written) => {
          const ra = parseAngle(formatRa(raDeg, { decimals, style: written }));
          const dec = parseAngle(formatDec(decDeg, { decimals, style: written }));
          if ('fault' in ra || 'fault' in dec) throw new Error('was not read');
          const half = 0.51 * 10 ** -decimals + 1e-9;
          const offSeconds = Math.abs(ra.value * 15 - raDeg) % 360;
          expect((Math.min(offSeconds, 360 - offSeconds) / 15) * 3600).toBeLessThan(half);
          expect(Math.abs(dec.value - decDeg) * 3600).toBeLessThan(half);
          expect(ra.unit).toBe(written === 'letters' ? 'hours' : null);
        },
      ),
    );
  });

  it('make names whose digits are cut off', () => {
    expect(formatJName(188.736_25, -1.034_166_67)).toBe('J123456.7-010203');
    expect(formatJName(359.999_999_99, -0.000_01)).toBe('J235959.9+000000');
  });
});

describe('angles, read', () => {
  it.each([
    ['83.6', 83.6, null, 'decimal'],
    ['-0.5 deg', -0.5, 'degrees', 'decimal'],
    ['1.5e2', 150, null, 'decimal'],
    ['.5', 0.5, null, 'decimal'],
    ['+12.', 12, null, 'decimal'],
    ['12.5h', 12.5, 'hours', 'decimal'],
    ['83.6°', 83.6, 'degrees', 'decimal'],
    ['12:34:56.7', 12.582_416_667, null, 'sexagesimal'],
    ['12 34 56.7', 12.582_416_667, null, 'sexagesimal'],
    ['12h34m56.7s', 12.582_416_667, 'hours', 'sexagesimal'],
    ['12ʰ34ᵐ56.7ˢ', 12.582_416_667, 'hours', 'sexagesimal'],
    ['12h 34m 56.7s', 12.582_416_667, 'hours', 'sexagesimal'],
    ['12h34m', 12.566_666_667, 'hours', 'sexagesimal'],
    ['12h', 12, 'hours', 'decimal'],
    ['-1d02m03s', -1.034_166_667, 'degrees', 'sexagesimal'],
    ['−1°02′03″', -1.034_166_667, 'degrees', 'sexagesimal'],
    ["-1d02'03''", -1.034_166_667, 'degrees', 'sexagesimal'],
    ['-01:02:03', -1.034_166_667, null, 'sexagesimal'],
    ['-00 30 00', -0.5, null, 'sexagesimal'],
    ['-0:30', -0.5, null, 'sexagesimal'],
    ['–00 30 00', -0.5, null, 'sexagesimal'],
    ['- 01 02 03', -1.034_166_667, null, 'sexagesimal'],
    ['+01\u00a002\u202f03', 1.034_166_667, null, 'sexagesimal'],
    ['01:59:60', 2, null, 'sexagesimal'],
    ['-01:02.5', -1.041_666_667, null, 'sexagesimal'],
  ] as const)('%j is %d', (text, value, unit, notation) => {
    const angle = parseAngle(text);
    expect(angle).toMatchObject({ unit, notation });
    expect((angle as { value: number }).value).toBeCloseTo(value, 8);
  });

  it.each([
    ['', 'is empty'],
    ['nan', 'has no value (nan)'],
    ['--', 'has no value (--)'],
    ['12:75:00', 'has 75 minutes'],
    ['12:30:61', 'has 61 seconds'],
    ['12:30.5:10', 'has a fraction of minutes before its seconds'],
    ['NGC 253', 'is no angle ("NGC 253")'],
    ['1:2:3:4', 'is no angle ("1:2:3:4")'],
    ['1e999', 'is not finite (1e999)'],
  ])('%j %s', (text, fault) => {
    expect(parseAngle(text)).toEqual({ fault });
  });
});
