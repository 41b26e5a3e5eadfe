import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST, placeWindow } from './place-window.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const BESIDE = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('placeWindow', () => {
  it('puts a window back where it was, also on the second display', () => {
    const saved = { x: 1500, y: 40, width: 1000, height: 800 };
    expect(placeWindow(saved, [LAPTOP, BESIDE])).toEqual(saved);
  });

  it('keeps the size if the display is gone', () => {
    const saved = { x: 1500, y: 40, width: 1000, height: 800 };
    expect(placeWindow(saved, [LAPTOP])).toEqual({ width: 1000, height: 800 });
  });

  it('never hides the title bar', () => {
    const saved = { x: 100, y: -300, width: 1000, height: 800 };
    expect(placeWindow(saved, [LAPTOP])).toEqual({ width: 1000, height: 800 });
  });

  it('lets no window be smaller than can be used, wherever it was', () => {
    const numbers = fc.integer({ min: -20_000, max: 20_000 });
    const saved = fc.record({ x: numbers, y: numbers, width: numbers, height: numbers });
    fc.assert(
      fc.property(saved, (rectangle) => {
        const { width, height } = placeWindow(rectangle, [LAPTOP, BESIDE]);
        expect(width).toBeGreaterThanOrEqual(LEAST.width);
        expect(height).toBeGreaterThanOrEqual(LEAST.height);
      }),
    );
  });
});
