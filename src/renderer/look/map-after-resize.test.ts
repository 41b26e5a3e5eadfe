import { describe, expect, test } from 'vitest';
import { followKey } from './follow-key.ts';
import type { LookMap } from './look-store.ts';
import { mapAfterResize } from './map-after-resize.ts';
import { fitted, moved } from './viewport.ts';

const IMAGE = { width: 1_000, height: 500 };
const NARROW = { width: 300, height: 400 };
const WIDE = { width: 600, height: 400 };
const EMPTY: LookMap = {
  path: null,
  view: null,
  fit: null,
  size: null,
  cursor: null,
  isReticle: false,
  component: null,
};

describe('mapAfterResize', () => {
  const opened = { ...EMPTY, ...mapAfterResize(EMPTY, '/a.fits', IMAGE, WIDE) };

  test('fits a new image', () => {
    expect(opened.view).toEqual(fitted(IMAGE, WIDE));
    expect(opened.path).toBe('/a.fits');
  });

  test('fits the image again while nobody has moved it, and keeps the cursor', () => {
    const pointed: LookMap = { ...opened, cursor: { x: 1, y: 2 }, isReticle: true };
    const after = { ...pointed, ...mapAfterResize(pointed, '/a.fits', IMAGE, NARROW) };
    expect(after.view).toEqual(fitted(IMAGE, NARROW));
    expect(after.cursor).toEqual({ x: 1, y: 2 });
    const twice = { ...after, ...mapAfterResize(after, '/a.fits', IMAGE, WIDE) };
    expect(twice.view).toEqual(fitted(IMAGE, WIDE));
  });

  test('keeps a view that was moved, until a key fits the image again', () => {
    const view = moved(opened.view!, 10, 0);
    const moving: LookMap = { ...opened, view };
    const after = { ...moving, ...mapAfterResize(moving, '/a.fits', IMAGE, NARROW) };
    expect(after.view).toBe(view);
    const fit = { ...after, ...followKey(after, { key: '0', isFar: false }, IMAGE, NARROW) };
    const last = { ...fit, ...mapAfterResize(fit, '/a.fits', IMAGE, WIDE) };
    expect(last.view).toEqual(fitted(IMAGE, WIDE));
  });
});
