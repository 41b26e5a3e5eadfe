import { describe, expect, it } from 'vitest';
import { parseStored } from './use-stored.ts';

describe('a number that the window remembers', () => {
  it('is taken as it is, or to its bound', () => {
    expect(parseStored('240', 160, 400)).toBe(240);
    expect(parseStored('9000', 160, 400)).toBe(400);
    expect(parseStored('-3', 160, 400)).toBe(160);
  });

  it.each(['', ' ', 'wide', '{"width":240}', 'NaN', 'Infinity'])(
    'is as at first for %j',
    (text) => {
      expect(parseStored(text, 160, 400)).toBeNull();
    },
  );
});
