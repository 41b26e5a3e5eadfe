import { describe, expect, it } from 'vitest';
import { roomOfHash } from './rooms.ts';

describe('the room of an address', () => {
  it('is told by its hash', () => {
    expect(roomOfHash('#browse')).toBe('browse');
    expect(roomOfHash('#/downloads')).toBe('downloads');
    expect(roomOfHash('')).toBeNull();
    expect(roomOfHash('#sky')).toBeNull();
  });
});
