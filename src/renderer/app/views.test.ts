import { describe, expect, it } from 'vitest';
import { viewOfHash } from './views.ts';

describe('viewOfHash', () => {
  it('finds the view that the hash of an address names', () => {
    expect(viewOfHash('#browse')).toBe('browse');
    expect(viewOfHash('#/downloads')).toBe('downloads');
    expect(viewOfHash('')).toBeNull();
    expect(viewOfHash('#nowhere')).toBeNull();
  });
});
