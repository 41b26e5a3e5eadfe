import { describe, expect, it } from 'vitest';
import { keptHint, keptOf } from './kept-hint.ts';

describe('keptHint', () => {
  it('names the credentials that need not be typed again', () => {
    const kept = { link: true, password: true, token: false };
    expect(keptHint(kept)).toMatch(/the link and its password\./);
    expect(keptHint({ ...kept, token: true })).toMatch(/the link, its password and the token\./);
    expect(keptHint({ link: false, password: false, token: true })).toMatch(/: the token\./);
    expect(keptHint({ link: false, password: false, token: false })).toBe('');
  });

  it('is empty for states that do not include what is kept', () => {
    expect(keptHint(keptOf({ kind: 'connecting', to: 'dropbox' }))).toBe('');
    expect(keptHint(keptOf({ kind: 'disconnected', problem: null, kept: undefined }))).toBe('');
  });
});
