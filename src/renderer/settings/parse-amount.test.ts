import { describe, expect, it } from 'vitest';
import { parseAmount } from './parse-amount.ts';

describe('parseAmount', () => {
  it('reads amounts as people write them', () => {
    expect(parseAmount('12', 1e6)).toBe(12e6);
    expect(parseAmount('12 MB', 1e9)).toBe(12e6);
    expect(parseAmount('1.5GB/s', 1e6)).toBe(1.5e9);
    expect(parseAmount('2,5 T', 1e6)).toBe(2.5e12);
    expect(parseAmount('800 B', 1e6)).toBe(800);
  });

  it('is null for everything else', () => {
    for (const text of ['', 'none', '0', '-3', '1.2.3', '5 apples']) {
      expect(parseAmount(text, 1e6)).toBeNull();
    }
  });
});
