import { describe, expect, it } from 'vitest';
import { parseStored } from './use-stored.ts';

describe('parseStored', () => {
  it('reads a number and clamps it to the bounds', () => {
    expect(parseStored('240', 160, 400)).toBe(240);
    expect(parseStored('9000', 160, 400)).toBe(400);
    expect(parseStored('-3', 160, 400)).toBe(160);
  });

  it.each(['', ' ', 'wide', '{"width":240}', 'NaN', 'Infinity'])('is null for %j', (text) => {
    expect(parseStored(text, 160, 400)).toBeNull();
  });
});
