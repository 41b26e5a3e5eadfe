import { describe, expect, it } from 'vitest';
import { createCallLimit } from './call-limit.ts';

describe('createCallLimit', () => {
  it('lets a steady stream pass that keeps to the limit', () => {
    const limit = createCallLimit(10);
    const admitted = Array.from({ length: 100 }, (_, i) => limit.admits(i * 100));
    expect(admitted).not.toContain(false);
  });

  it('keeps refusing clients that do not pause, and admits those that wait', () => {
    const limit = createCallLimit(10);
    const admitted = Array.from({ length: 100 }, (_, i) => limit.admits(i * 50));
    expect(admitted.slice(0, 10)).not.toContain(false);
    expect(admitted.slice(10)).not.toContain(true);
    expect(limit.admits(100 * 50 + 1000)).toBe(true);
  });
});
