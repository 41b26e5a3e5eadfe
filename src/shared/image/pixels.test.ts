import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeImage } from '#shared/fits/image.ts';
import { parseHeader } from '#shared/fits/header.ts';
import { imageFile, SKY_LINES } from '#shared/fits/testing/image-file.ts';
import { card } from '#shared/fits/testing/make-header.ts';
import { decodePixels, valueOfPixel } from './decode-pixels.ts';
import { createBlockMeans, halve } from './pyramid.ts';
import { formatValue, formatValues } from './value-text.ts';

describe('decoding of pixels', () => {
  it('reads every BITPIX with its scale, and BLANK as no value', () => {
    for (const bitpix of [8, 16, 32, 64, -32, -64]) {
      const scale = [card('BSCALE', 0.5), card('BZERO', 10)];
      const blank = bitpix > 0 ? [card('BLANK', 3)] : [];
      const file = imageFile([8, 3], [...SKY_LINES, ...scale, ...blank], bitpix);
      const image = describeImage(parseHeader(file)!);
      const bytes = file.subarray(image.header.dataOffset);
      const values = new Float32Array(9).fill(-1);
      decodePixels(image, { bytes, strideBytes: 3 * image.pixelBytes, count: 8 }, values, 1);
      const second = bitpix > 0 ? Number.NaN : 11.5;
      expect([...values], `BITPIX ${bitpix}`).toEqual([
        -1,
        10,
        second,
        13,
        14.5,
        16,
        17.5,
        19,
        20.5,
      ]);
      expect(valueOfPixel(image, bytes.subarray(5 * image.pixelBytes))).toBe(12.5);
      expect(valueOfPixel(image, bytes.subarray(3 * image.pixelBytes))).toBe(second);
    }
  });
});

const sizes = fc.record({
  width: fc.integer({ min: 1, max: 23 }),
  height: fc.integer({ min: 1, max: 23 }),
  seed: fc.integer(),
});

function valuesOf({ width, height, seed }: { width: number; height: number; seed: number }) {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const number = Math.abs((i + 1) * 2_654_435_761 + seed) % 101;
    return number < 25 ? Number.NaN : number;
  });
}

/** The mean of a block of pixels, by the definition. */
function meanOf(values: Float32Array, width: number, height: number, block: number): number[] {
  const means: number[] = [];
  for (let y = 0; y < height; y += block) {
    for (let x = 0; x < width; x += block) {
      const inside = [...values].filter((value, at) => {
        const [column, row] = [at % width, Math.floor(at / width)];
        const isIn = column >= x && column < x + block && row >= y && row < y + block;
        return isIn && !Number.isNaN(value);
      });
      means.push(Math.fround(inside.reduce((sum, value) => sum + value, 0) / inside.length));
    }
  }
  return means;
}

describe('a pyramid', () => {
  it('halves to the means of what has a value', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const values = valuesOf(size);
        const { width, height } = size;
        expect([...halve(values, width, height)]).toEqual(meanOf(values, width, height, 2));
      }),
    );
  });

  it('averages blocks row by row as it would at once', () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom(1, 2, 4, 8, 16), (size, block) => {
        const values = valuesOf(size);
        const { width, height } = size;
        const blocks = createBlockMeans(width, height, block);
        for (let y = 0; y < height; y += 1) {
          blocks.addRow(values.subarray(y * width, (y + 1) * width));
        }
        expect([...blocks.means]).toEqual(meanOf(values, width, height, block));
      }),
    );
  });
});

describe('values in words', () => {
  it.each([
    [0.001234, 'Jy/beam', '1.234 mJy/beam'],
    [-0.00012349, 'JY/BEAM', '-123.5 µJy/beam'],
    [2.5, 'Jy/beam', '2.5 Jy/beam'],
    [0, 'Jy/beam', '0 Jy/beam'],
    [3e-10, 'Jy', '0.3 nJy'],
    [Number.NaN, 'Jy/beam', 'NaN'],
    [12.5, 'K', '12.5 K'],
    [1.5e-7, '', '1.500e-7'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  it('share one unit where they stand beside each other', () => {
    expect(formatValues([-0.001734, 0, 0.00004], 'Jy/beam')).toEqual({
      texts: ['-1.73', '0', '0.04'],
      unit: 'mJy/beam',
    });
    expect(formatValues([1, 2.5], 'K')).toEqual({ texts: ['1', '2.5'], unit: 'K' });
  });
});
