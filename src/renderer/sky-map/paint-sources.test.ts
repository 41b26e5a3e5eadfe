import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSourcesPainter, wordOf } from './paint-sources.ts';
import { createSkySources, type SkySources } from './sky-sources.ts';
import { frameOf } from './sky-view.ts';

const [width, height] = [400, 220];
const frame = frameOf({ raDeg: 0, decDeg: 0, zoom: 1, allSky: 'mollweide' }, { width, height });
const COLOUR = '#804020';

/** What of a canvas the painter uses; the image is the last one that was made. */
function fakeCanvas(): { readonly context: CanvasRenderingContext2D; drawnPixels: () => number } {
  let words = new Uint32Array();
  const pen = {
    canvas: {},
    createImageData: () => {
      const data = new Uint8ClampedArray(width * height * 4);
      words = new Uint32Array(data.buffer);
      return { data, width, height };
    },
    putImageData: () => undefined,
  };
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => pen;
    },
  );
  const nothing = (): void => undefined;
  const context = {
    canvas: { width, height },
    getTransform: () => ({ a: 1 }),
    save: nothing,
    restore: nothing,
    resetTransform: nothing,
    drawImage: nothing,
  } as unknown as CanvasRenderingContext2D;
  return { context, drawnPixels: () => words.filter((word) => word === wordOf(COLOUR)).length };
}

function sourcesOnSphere(count: number): SkySources {
  const raDeg = Float64Array.from({ length: count }, (_, index) => (index * 137.507764) % 360);
  const decDeg = Float64Array.from(
    { length: count },
    (_, index) => (Math.asin((2 * index + 1) / count - 1) * 180) / Math.PI,
  );
  return createSkySources(raDeg, decDeg, String);
}

afterEach(() => vi.unstubAllGlobals());

describe('many sources on the map', () => {
  it('are drawn in several frames if one has no time for all, each frame adding to the last', () => {
    const { context, drawnPixels } = fakeCanvas();
    const sources = sourcesOnSphere(30_000);
    let nowMs = 0;
    const slow = createSourcesPainter(() => (nowMs += 10));
    const drawn: number[] = [];
    const isDone: boolean[] = [];
    for (let paint = 0; paint < sources.passes; paint += 1) {
      isDone.push(slow.paint(context, frame, sources, COLOUR).isDone);
      drawn.push(drawnPixels());
    }
    expect(isDone).toEqual([false, false, false, true]);
    expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
    const whole = fakeCanvas();
    const quick = createSourcesPainter(() => 0);
    expect(quick.paint(whole.context, frame, sources, COLOUR).isDone).toBe(true);
    expect(whole.drawnPixels()).toBe(drawn.at(-1));
    expect(whole.drawnPixels()).toBeGreaterThan(drawn[0]!);
  });

  it('begin again in another view', () => {
    const { context, drawnPixels } = fakeCanvas();
    const sources = sourcesOnSphere(20_000);
    const painter = createSourcesPainter(() => 0);
    painter.paint(context, frame, sources, COLOUR);
    const before = drawnPixels();
    const near = frameOf({ ...frame.view, zoom: 40 }, frame.size);
    expect(painter.paint(context, near, sources, COLOUR).named.length).toBeGreaterThan(0);
    expect(drawnPixels()).toBeLessThan(before);
  });
});
