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

describe('a question to main', () => {
  it('is asked again after failures, ever more rarely, until it is answered', async () => {
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

  it('is not asked again where main refuses it', async () => {
    const { asks } = world(9, new AppError('bad-usage', 'The listing has changed.'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asks()).toBe(1);
  });

  it('rests where main cannot be reached', async () => {
    const { asks, disconnect } = world(9);
    disconnect();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asks()).toBe(1);
  });

  it('ends when nobody wants the answer any more', async () => {
    const { answers, asks, stop } = world(1);
    await vi.advanceTimersByTimeAsync(10);
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asks(), answers]).toEqual([1, []]);
  });
});
