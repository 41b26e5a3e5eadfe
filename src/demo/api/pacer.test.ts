import { array, assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacer } from './pacer.ts';

/** A clock that jumps ahead whenever somebody waits. */
function createJumpingClock() {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    wait(milliseconds: number) {
      nowMs += milliseconds;
      return Promise.resolve();
    },
  };
}

describe('createPacer', () => {
  it('keeps its rate for pieces of any size', async () => {
    await assert(
      asyncProperty(
        integer({ min: 100, max: 10_000_000 }),
        array(integer({ min: 1, max: 65_536 }), { minLength: 1, maxLength: 50 }),
        async (bytesPerSecond, pieces) => {
          const clock = createJumpingClock();
          const pacer = createPacer(bytesPerSecond, clock);
          for (const piece of pieces) await pacer.pass(piece);
          const bytes = pieces.reduce((sum, piece) => sum + piece, 0);
          const dueMs = (1000 * bytes) / bytesPerSecond;
          expect(clock.nowMs()).toBeLessThanOrEqual(dueMs + 1e-6);
          expect(clock.nowMs()).toBeGreaterThan(dueMs - 1);
        },
      ),
    );
  });

  it('asks for pieces that keep a slow link smooth', () => {
    expect(createPacer(5000).pieceBytes).toBe(100);
    expect(createPacer(1).pieceBytes).toBe(1);
    expect(createPacer(1e9).pieceBytes).toBe(65_536);
  });
});
