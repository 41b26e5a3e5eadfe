import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDecimal } from './plain-decimal.ts';

const read = (text: string): number => plainDecimal(`x${text}y`, 1, 1 + text.length);

describe('a plain decimal', () => {
  it('is read to the same bits as Number reads it', () => {
    const digits = fc.stringMatching(/^-?\d{1,9}(?:\.\d{0,6})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(read(text)).toBe(Number(text));
      }),
      { numRuns: 2_000 },
    );
    expect(['150.020523', '-29.977776', '-0.00', '.5', '5.', '0.990181'].map(read)).toEqual([
      150.020523, -29.977776, -0, 0.5, 5, 0.990181,
    ]);
  });

  it.each(['', '-', '.', '1e5', 'nan', '1.2.3', '+1', '0x10', '1234567890123456', '1 2'])(
    'is left to others where it is "%s"',
    (text) => {
      expect(read(text)).toBeNaN();
    },
  );
});
