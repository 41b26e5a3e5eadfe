import { describe, expect, it } from 'vitest';
import { closest } from './closest.ts';

describe('the closest', () => {
  it.each([
    ['4', ['1', '2', '4x', '14'], '4x'],
    ['VAST_0918+01A', ['VAST_0012+00A', 'VAST_0918+00A', 'VAST_0918-06A'], 'VAST_0918+00A'],
    ['--dowload', ['--debug', '--download', '--dry-run'], '--download'],
    ['token', ['password', 'access_token'], 'access_token'],
    ['stoeks', ['strokes', 'stokes'], 'stokes'],
    ['V', ['i', 'v'], 'v'],
  ])('to %s among %j is %s', (text, candidates, best) => {
    expect(closest(text, candidates, 1)).toEqual([best]);
  });

  it('are as many as asked for, best first', () => {
    expect(closest('abc', ['xyz', 'abd', 'abc'], 2)).toEqual(['abc', 'abd']);
    expect(closest('abc', [], 2)).toEqual([]);
  });

  it.each([
    ['nonsense', ['VAST_0012+00A', '1', '4x', 'I']],
    ['X', ['I', 'Q', 'U', 'V']],
    ['12', ['1', '2', '11x']],
    ['VAST_9999-99A', ['VAST_0012+00A', 'VAST_0918-06A']],
    ['', ['I', 'V']],
  ])('to %s among %j are none', (text, candidates) => {
    expect(closest(text, candidates, 3)).toEqual([]);
  });
});
