import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampledPixel, sizeAt, TILE_PIXELS, tileBox, topLevel } from './tiles.ts';

const sizes = fc.record({
  width: fc.integer({ min: 1, max: 40_000 }),
  height: fc.integer({ min: 1, max: 40_000 }),
});

describe('tiles', () => {
  it('cover every level once, and nothing else', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        for (let level = 0; level <= topLevel(size); level += 1) {
          const { width, height } = sizeAt(size, level);
          let pixels = 0;
          const columns = Math.ceil(width / TILE_PIXELS);
          const rows = Math.ceil(height / TILE_PIXELS);
          for (let column = 0; column < columns; column += 1) {
            for (let row = 0; row < rows; row += 1) {
              const box = tileBox(size, { level, column, row })!;
              pixels += box.width * box.height;
            }
          }
          expect(pixels).toBe(width * height);
          expect(tileBox(size, { level, column: columns, row: 0 })).toBeNull();
          expect(tileBox(size, { level, column: 0, row: rows })).toBeNull();
        }
      }),
      { numRuns: 30 },
    );
  });

  it('end with the level at which one tile holds the image', () => {
    expect(topLevel({ width: 512, height: 3 })).toBe(0);
    expect(topLevel({ width: 513, height: 3 })).toBe(1);
    expect(topLevel({ width: 16_000, height: 16_000 })).toBe(5);
    expect(tileBox({ width: 9, height: 9 }, { level: 1, column: 0, row: 0 })).toBeNull();
  });

  it('sample the middle of each block, inside of the image', () => {
    expect([0, 1, 2].map((at) => sampledPixel(at, 2, 9))).toEqual([2, 6, 8]);
    expect(sampledPixel(7, 0, 9)).toBe(7);
  });
});
