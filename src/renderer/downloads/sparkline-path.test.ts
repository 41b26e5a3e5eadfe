import { describe, expect, it } from 'vitest';
import { sparklinePath } from './sparkline-path.ts';

describe('a sparkline', () => {
  it('ends at the right edge and touches the top at its largest value', () => {
    expect(sparklinePath([0, 5, 10], 3, 100, 40)).toEqual({
      line: 'M0.0 40.0L50.0 20.5L100.0 1.0',
      top: 10,
    });
    expect(sparklinePath([4, 2], 3, 100, 40).line).toBe('M50.0 1.0L100.0 20.5');
  });

  it('is flat while the rate is zero', () => {
    expect(sparklinePath([0, 0], 2, 10, 40).line).toBe('M0.0 40.0L10.0 40.0');
    expect(sparklinePath([], 3, 100, 40).line).toBe('');
  });
});
