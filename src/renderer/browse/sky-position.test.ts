import { describe, expect, it } from 'vitest';
import { formatDec, formatRa } from './sky-position.ts';

describe('sky positions', () => {
  it('are told in hours and degrees', () => {
    expect(formatRa(139.65417)).toBe('09 18 37.0');
    expect(formatRa(0)).toBe('00 00 00.0');
    expect(formatRa(359.99999)).toBe('00 00 00.0');
    expect(formatDec(-6.29972)).toBe('−06 17 59');
    expect(formatDec(0)).toBe('+00 00 00');
    expect(formatDec(-0.5)).toBe('−00 30 00');
    expect(formatDec(-73.03167)).toBe('−73 01 54');
  });
});
