import { describe, expect, it } from 'vitest';
import { cutBefore } from './cut-before.ts';

describe('cutBefore', () => {
  it('cuts before a part of the name that begins nearby', () => {
    const name = 'image.i.SB9668.cont.VAST_0918+00A.linmos.taylor.0.restored.fits';
    expect(name.slice(cutBefore(name, name.length - 18))).toBe('.0.restored.fits');
  });

  it('cuts at the given place in a name without parts', () => {
    expect(cutBefore('abcdefghijklmnopqrstuvwxyz', 10)).toBe(10);
  });
});
