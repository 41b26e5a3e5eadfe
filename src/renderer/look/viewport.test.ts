import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followKey } from './follow-key.ts';
import { fitted, onImage, showing, toImage, toScreen, zoomed } from './viewport.ts';
import { cornersOf, levelFor, overviewLevel, tilesOf, visibleTiles } from './visible-tiles.ts';

const IMAGE = { width: 3_000, height: 2_000 };
const SIZE = { width: 800, height: 600 };
const frames = fc.record({
  size: fc.constant(SIZE),
  view: fc.record({
    x: fc.double({ min: 0, max: 2_999, noNaN: true }),
    y: fc.double({ min: 0, max: 1_999, noNaN: true }),
    scale: fc.double({ min: 0.1, max: 40, noNaN: true }),
  }),
});
const points = fc.record({
  x: fc.double({ min: 0, max: 800, noNaN: true }),
  y: fc.double({ min: 0, max: 600, noNaN: true }),
});

describe('a view of an image', () => {
  it('has its first row at the bottom, and comes back from the screen', () => {
    fc.assert(
      fc.property(frames, points, (frame, point) => {
        const back = toScreen(frame, toImage(frame, point));
        expect(back.x).toBeCloseTo(point.x, 6);
        expect(back.y).toBeCloseTo(point.y, 6);
        expect(toImage(frame, { x: 0, y: 0 }).y).toBeGreaterThan(toImage(frame, { x: 0, y: 9 }).y);
      }),
    );
  });

  it('keeps the pixel under the pointer where it is while it zooms', () => {
    fc.assert(
      fc.property(frames, points, (frame, point) => {
        const before = toImage(frame, point);
        const after = toImage({ ...frame, view: zoomed(frame, 1.4, point, IMAGE) }, point);
        expect(after.x).toBeCloseTo(before.x, 6);
        expect(after.y).toBeCloseTo(before.y, 6);
      }),
    );
  });

  it('fits the whole image, and never leaves it', () => {
    const view = fitted(IMAGE, SIZE);
    const frame = { view, size: SIZE };
    expect(toScreen(frame, { x: -0.5, y: 0 }).x).toBeCloseTo(0, 9);
    expect(toScreen(frame, { x: 2_999.5, y: 0 }).x).toBeCloseTo(800, 9);
    expect(onImage({ x: -50, y: 9_999, scale: 1 }, IMAGE)).toEqual({ x: 0, y: 1_999, scale: 1 });
  });

  it('moves no further than it must to show a point', () => {
    const frame = { view: { x: 1_000, y: 1_000, scale: 1 }, size: SIZE };
    expect(showing(frame, { x: 1_100, y: 900 })).toEqual(frame.view);
    const next = showing(frame, { x: 1_400, y: 1_000 });
    expect(toScreen({ ...frame, view: next }, { x: 1_400, y: 1_000 }).x).toBeCloseTo(760, 9);
  });
});

describe('keys over an image', () => {
  const press = (key: string, isFar = false) =>
    followKey(
      { view: { x: 10, y: 20, scale: 2 }, cursor: { x: 10.3, y: 20.4 } },
      { key, isFar },
      IMAGE,
      SIZE,
    );

  it('move the reticle by whole pixels, upwards to later rows', () => {
    expect(press('ArrowUp')).toMatchObject({ cursor: { x: 10, y: 21 }, isReticle: true });
    expect(press('ArrowRight', true)!.cursor).toEqual({ x: 20, y: 20 });
    expect(press('ArrowLeft', true)!.cursor).toEqual({ x: 0, y: 20 });
  });

  it('zoom around the reticle, and leave other keys alone', () => {
    expect(press('+')!.view).toEqual({ x: 10, y: 20, scale: 3 });
    expect(press('1')!.view).toEqual({ x: 10, y: 20, scale: 1 });
    expect(press('0')!.view).toEqual(fitted(IMAGE, SIZE));
    expect(press('x')).toBeNull();
  });

  it('move at least a pixel of the screen', () => {
    const state = { view: { x: 100, y: 100, scale: 0.1 }, cursor: { x: 100, y: 100 } };
    const next = followKey(state, { key: 'ArrowRight', isFar: false }, IMAGE, SIZE);
    expect(next!.cursor).toEqual({ x: 110, y: 100 });
  });
});

describe('the tiles of a view', () => {
  it('cover every pixel of the image on the canvas', () => {
    fc.assert(
      fc.property(frames, points, fc.integer({ min: 0, max: 3 }), (frame, point, level) => {
        const { x, y } = toImage(frame, point);
        const isIn = x >= 0 && y >= 0 && x < IMAGE.width && y < IMAGE.height;
        fc.pre(isIn);
        const covering = visibleTiles(IMAGE, frame, level).filter((at) => {
          const [from, to] = cornersOf(frame, at, { width: 512, height: 512 });
          return point.x >= from.x && point.x <= to.x && point.y >= from.y && point.y <= to.y;
        });
        expect(covering.length).toBeGreaterThan(0);
      }),
    );
  });

  it('have the level whose pixels are about those of the screen', () => {
    const large = { width: 16_000, height: 16_000 };
    expect(levelFor(large, 1, 1)).toBe(0);
    expect(levelFor(large, 8, 1)).toBe(0);
    expect(levelFor(large, 1 / 16, 1)).toBe(4);
    expect(levelFor(large, 1 / 16, 2)).toBe(3);
    expect(levelFor(large, 1e-5, 1)).toBe(5);
    expect(tilesOf(large, overviewLevel(large))).toHaveLength(4);
    expect(tilesOf({ width: 100, height: 90 }, overviewLevel({ width: 100, height: 90 }))).toEqual([
      { level: 0, column: 0, row: 0 },
    ]);
  });
});
