import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { askUntilAnswered } from './ask-until-answered.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function world(failures: number, failure = new Error('lost')) {
  const answers: number[] = [];
  let asks = 0;
  let isConnected = true;
  const stop = askUntilAnswered({
    async ask() {
      asks += 1;
      if (asks <= failures) throw failure;
      return asks;
    },
    onAnswer: (answer) => answers.push(answer),
    isConnected: () => isConnected,
  });
  return {
    answers,
    stop,
    asks: () => asks,
    disconnect: () => {
      isConnected = false;
    },
  };
}

describe('askUntilAnswered', () => {
  it('repeats a call after failures, with growing waits, until it is answered', async () => {
    const { answers, asks } = world(3);
    await vi.advanceTimersByTimeAsync(499);
    expect(asks()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asks()).toBe(2);
    await vi.advanceTimersByTimeAsync(999);
    expect(asks()).toBe(2);
    await vi.advanceTimersByTimeAsync(2_001);
    expect(answers).toEqual([4]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asks()).toBe(4);
  });

  it('does not repeat a call that main refuses', async () => {
    const { asks } = world(9, new AppError('bad-usage', 'The listing has changed.'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asks()).toBe(1);
  });

  it('makes no call while main cannot be reached', async () => {
    const { asks, disconnect } = world(9);
    disconnect();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asks()).toBe(1);
  });

  it('ends when the answer is no longer wanted', async () => {
    const { answers, asks, stop } = world(1);
    await vi.advanceTimersByTimeAsync(10);
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asks(), answers]).toEqual([1, []]);
  });
});
