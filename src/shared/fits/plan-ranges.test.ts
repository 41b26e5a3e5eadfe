import { array, assert, boolean, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHeader } from './header.ts';
import { describeImage } from './image.ts';
import { boxAround, clipBox, rowRange } from './pixel-box.ts';
import { planRanges } from './plan-ranges.ts';
import { choosePlane, type ImagePlane } from './plane.ts';
import { card, imageLines, makeHeader } from './testing/make-header.ts';
import { createWorldCoordinates } from './world-coordinates.ts';

const SKY = [card('CTYPE1', 'RA---SIN'), card('CTYPE2', 'DEC--SIN')];
const planeOf = (lengths: readonly number[], more: readonly string[] = SKY): ImagePlane =>
  choosePlane(describeImage(parseHeader(makeHeader(imageLines(lengths, more)))!), { stokes: 'I' });
const box = (x0: number, y0: number, width: number, height = width) => ({
  x0,
  y0,
  x1: x0 + width,
  y1: y0 + height,
});

/** Stokes before the sky: pixels of a row are not neighbours in the file. */
const interleaved = planeOf(
  [3, 30, 20],
  [
    card('CTYPE1', 'STOKES'),
    card('CRVAL1', 1),
    card('CRPIX1', 1),
    card('CTYPE2', 'DEC--SIN'),
    card('CTYPE3', 'RA---SIN'),
  ],
);

describe('The box around a position', () => {
  const more = [
    ...SKY,
    card('CDELT1', -0.01),
    card('CDELT2', 0.01),
    card('CRPIX1', 51),
    card('CRPIX2', 41),
  ];
  const world = createWorldCoordinates(planeOf([100, 80], more));

  it('has the size that is asked for, with the position in its middle', () => {
    const at = world.toSky({ x: 20.2, y: 30.6 })!;
    expect(boxAround(world, at, { width: 5, height: 4.5 })).toEqual(box(18, 29, 5, 5));
    expect(boxAround(world, at, { width: 4, height: 6 })).toEqual(box(19, 28, 4, 6));
  });

  it('is null on the far side of the sky, and refused without a size', () => {
    expect(boxAround(world, { lonDeg: 180, latDeg: 0 }, { width: 5, height: 5 })).toBeNull();
    const empty = { width: 0, height: Number.NaN };
    expect(() => boxAround(world, { lonDeg: 0, latDeg: 0 }, empty)).toThrow("0 × NaN pixels can't");
  });
});

describe('The plan of ranges', () => {
  const large = planeOf([10_000, 10_000]);

  it('for one box is one call for its rows', () => {
    const plan = planRanges([{ plane: large, box: box(5000, 5000, 100) }], {
      callCostBytes: 1_000_000,
    });
    expect(plan).toMatchObject({ kind: 'ranges', bytes: 99 * 40_000 + 400, wantedBytes: 40_000 });
    expect(plan.ranges).toHaveLength(1);
  });

  it('for one box has a call a row where calls cost nothing', () => {
    const plan = planRanges([{ plane: large, box: box(5000, 5000, 100) }], { callCostBytes: 0 });
    expect(plan.ranges).toHaveLength(100);
    expect(plan.bytes).toBe(40_000);
  });

  it('joins boxes that are close, and leaves apart what is far', () => {
    const wanted = [box(10, 9000, 20), box(500, 40, 20), box(10, 50, 20)].map((each) => ({
      plane: large,
      box: each,
    }));
    const { ranges } = planRanges(wanted, { callCostBytes: 1_000_000 });
    expect(ranges).toEqual([
      { start: 2880 + 40 * 40_000 + 2000, end: 2880 + 69 * 40_000 + 120 },
      { start: 2880 + 9000 * 40_000 + 40, end: 2880 + 9019 * 40_000 + 120 },
    ]);
  });

  it('takes the whole file where that costs hardly more', () => {
    const small = planeOf([100, 100]);
    const wanted = [{ plane: small, box: box(0, 0, 100, 90) }];
    expect(planRanges(wanted, { callCostBytes: 10_000, fileBytes: 44_000 })).toEqual({
      kind: 'whole',
      ranges: [{ start: 0, end: 44_000 }],
      bytes: 44_000,
      wantedBytes: 36_000,
    });
    for (const options of [{ callCostBytes: 7000 }, { callCostBytes: 10_000, wholeGainBytes: 0 }]) {
      expect(planRanges(wanted, { ...options, fileBytes: 44_000 })).toMatchObject({
        kind: 'ranges',
        bytes: 36_000,
      });
    }
  });

  it('has no ranges for boxes beside the image, and for none', () => {
    const beside = [box(-30, 0, 30), box(0, 10_000, 5)].map((each) => ({
      plane: large,
      box: each,
    }));
    const nothing = { kind: 'ranges', ranges: [], bytes: 0, wantedBytes: 0 };
    expect(planRanges(beside, { callCostBytes: 1 })).toEqual(nothing);
    expect(planRanges([], { callCostBytes: 1 })).toEqual(nothing);
  });

  it('holds every pixel that was asked for, in order, at no more than any simpler cost', () => {
    const boxes = record({
      x0: integer({ min: -10, max: 35 }),
      y0: integer({ min: -10, max: 25 }),
      width: integer({ min: 1, max: 30 }),
      height: integer({ min: 1, max: 30 }),
    });
    const planes = [planeOf([30, 20]), interleaved];
    assert(
      property(
        array(boxes, { maxLength: 6 }),
        integer({ min: 0, max: 3000 }),
        boolean(),
        (asked, callCostBytes, isInterleaved) => {
          const plane = planes[isInterleaved ? 1 : 0]!;
          const wanted = asked.map((each) => ({
            plane,
            box: box(each.x0, each.y0, each.width, each.height),
          }));
          const { ranges, bytes, wantedBytes } = planRanges(wanted, {
            callCostBytes,
            wholeGainBytes: 0,
          });
          const end =
            plane.image.header.dataOffset + plane.image.y.strideBytes * plane.image.y.length;
          const held = new Uint8Array(end);
          for (const range of ranges) held.fill(1, range.start, range.end);
          expect(held.reduce((sum, one) => sum + one, 0)).toBe(bytes);
          expect(ranges.every(({ start }, i) => i === 0 || start > ranges[i - 1]!.end)).toBe(true);
          const needed = new Uint8Array(end);
          let rows = 0;
          for (const each of wanted) {
            const inside = clipBox(plane, each.box);
            for (let y = inside?.y0 ?? 0; y < (inside?.y1 ?? 0); y += 1) {
              const range = rowRange(plane, inside!, y);
              needed.fill(1, range.start, range.end);
              rows += 1;
            }
          }
          expect(needed.reduce((sum, one) => sum + one, 0)).toBe(wantedBytes);
          expect(needed.every((one, at) => one <= held[at]!)).toBe(true);
          const cost = bytes + ranges.length * callCostBytes;
          expect(bytes).toBeLessThanOrEqual(end);
          if (rows === 0) expect(cost).toBe(0);
          else {
            expect(cost).toBeLessThanOrEqual(end + callCostBytes);
            expect(cost).toBeLessThanOrEqual(wantedBytes + rows * callCostBytes);
            const span = needed.lastIndexOf(1) - needed.indexOf(1) + 1;
            expect(cost).toBeLessThanOrEqual(span + callCostBytes);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
