import { describe, expect, it } from 'vitest';
import { closest } from './closest.ts';

describe('the closest', () => {
  it.each([
    ['4', ['1', '2', '4x', '14'], '4x'],
    ['VAST_0918+01A', ['VAST_0012+00A', 'VAST_0918+00A', 'VAST_0918-06A'], 'VAST_0918+00A'],
    ['--dowload', ['--debug', '--download', '--dry-run'], '--download'],
    ['0.6v', ['v0.2', 'v1.0'], 'v0.2'],
    ['stoeks', ['strokes', 'stokes'], 'stokes'],
    ['V', ['i', 'v'], 'v'],
  ])('to %s among %j is %s', (text, candidates, best) => {
    expect(closest(text, candidates, 1)).toEqual([best]);
  });

  it('are as many as asked for, best first', () => {
    expect(closest('abc', ['xyz', 'abd', 'abc'], 2)).toEqual(['abc', 'abd']);
    expect(closest('abc', [], 2)).toEqual([]);
  });
});
