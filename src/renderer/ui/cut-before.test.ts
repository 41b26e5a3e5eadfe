import { describe, expect, it } from 'vitest';
import { cutBefore } from './cut-before.ts';

describe('where a name is cut', () => {
  it('is before a part of it, where one begins near', () => {
    const name = 'image.i.SB9668.cont.VAST_0918+00A.linmos.taylor.0.restored.fits';
    expect(name.slice(cutBefore(name, name.length - 18))).toBe('.0.restored.fits');
  });

  it('is where it was asked for in a name without parts', () => {
    expect(cutBefore('abcdefghijklmnopqrstuvwxyz', 10)).toBe(10);
  });
});
