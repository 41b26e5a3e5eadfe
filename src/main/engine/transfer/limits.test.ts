import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBody } from '#main/engine/wire/testing/read-body.ts';
import { readableBody } from '#main/engine/wire/readable-body.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ByteBudget } from '#shared/downloads/byte-budget.ts';
import { createByteLimits } from './byte-limits.ts';
import type { FileSource } from './file-source.ts';
import { limitedSource } from './limited-source.ts';
import { Pace } from './pace.ts';

function clockAt(nowMs: number) {
  const clock = { nowMs, now: () => clock.nowMs, delay: () => Promise.resolve() };
  return clock;
}

const NOON = new Date(2026, 10, 23, 12).getTime();

describe('a rate limit', () => {
  it('is met within two per cent over any minute, for chunks of any size', () => {
    const chunks = fc.array(fc.integer({ min: 1, max: 65_536 }), { minLength: 50, maxLength: 400 });
    fc.assert(
      fc.property(chunks, fc.integer({ min: 1_000, max: 100_000 }), (sizes, bytesPerSecond) => {
        const clock = clockAt(NOON);
        const pace = new Pace(clock);
        pace.bytesPerSecond = bytesPerSecond;
        let bytes = 0;
        while (clock.nowMs - NOON < 60_000) {
          const size = sizes[bytes % sizes.length]!;
          bytes += size;
          clock.nowMs += pace.take(size);
        }
        const seconds = (clock.nowMs - NOON) / 1_000;
        expect(Math.abs(bytes / seconds / bytesPerSecond - 1)).toBeLessThan(0.02);
      }),
    );
  });

  it('causes no delay if it is off, and forgets earlier debts', () => {
    const pace = new Pace(clockAt(NOON));
    pace.bytesPerSecond = 1;
    pace.take(1_000_000);
    pace.bytesPerSecond = null;
    expect([pace.isLimited, pace.take(1e12)]).toEqual([false, 0]);
  });
});

describe('a daily limit', () => {
  it('stays used up until midnight, and starts from zero on the new day', () => {
    const budget = new ByteBudget(null, NOON);
    budget.limit = 100;
    budget.spend(99, NOON);
    expect(budget.usedUpUntilMs(NOON)).toBeNull();
    budget.spend(1, NOON);
    const midnight = new Date(2026, 10, 24).getTime();
    expect(budget.usedUpUntilMs(NOON)).toBe(midnight);
    expect(budget.usedUpUntilMs(midnight)).toBeNull();
    budget.spend(5, midnight);
    expect(budget.spent).toEqual({ day: '2026-11-24', bytes: 5 });
  });

  it('counts bytes of the same day from before the start', () => {
    const today = new ByteBudget({ day: '2026-11-23', bytes: 50 }, NOON);
    today.limit = 50;
    expect(today.usedUpUntilMs(NOON)).not.toBeNull();
    const yesterday = new ByteBudget({ day: '2026-11-22', bytes: 50 }, NOON);
    yesterday.limit = 50;
    expect(yesterday.usedUpUntilMs(NOON)).toBeNull();
  });
});

describe('a limited source', () => {
  const source = (body: () => Readable): FileSource => ({
    openFile: async () => ({
      isWhole: true,
      offset: 0,
      totalBytes: null,
      rev: 'r',
      body: readableBody(body()),
    }),
    mapBodyError: (error) => new AppError('network', String(error)),
    relist: async () => null,
  });
  const request = { path: '/a', signal: new AbortController().signal };
  const limits = () => {
    const clock = clockAt(NOON);
    const budget = new ByteBudget(null, NOON);
    const usedUp: number[] = [];
    const onUsedUp = (untilMs: number): void => void usedUp.push(untilMs);
    const pace = new Pace(clock);
    const ofBytes = createByteLimits(pace, budget, clock);
    return { limits: ofBytes, pace, budget, clock, onUsedUp, usedUp };
  };

  it('returns bodies unchanged if there is no limit', async () => {
    const inner = source(() => Readable.from([Buffer.from('abc')]));
    const answer = await inner.openFile(request);
    const limited = limitedSource({ ...inner, openFile: async () => answer }, limits());
    expect((await limited.openFile(request)).body).toBe(answer.body);
  });

  it('counts received bytes, reports a used-up day, and then makes no further request', async () => {
    const given = limits();
    given.budget.limit = 5;
    const limited = limitedSource(
      source(() => Readable.from([Buffer.from('abc')])),
      given,
    );
    for (const usedUp of [0, 1]) {
      const { body } = await limited.openFile(request);
      expect((await readBody(body)).toString()).toBe('abc');
      expect(given.usedUp).toHaveLength(usedUp);
    }
    await expect(limited.openFile(request)).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it('ends both bodies if either ends', async () => {
    const given = limits();
    given.pace.bytesPerSecond = 1e9;
    const endless = new Readable({ read() {} });
    const { body } = await limitedSource(
      source(() => endless),
      given,
    ).openFile(request);
    const closed = new Promise((resolve) => {
      endless.on('close', resolve);
    });
    body.destroy();
    await closed;
    const broken = new Readable({
      read() {
        this.destroy(new Error('cut'));
      },
    });
    const { body: alsoBroken } = await limitedSource(
      source(() => broken),
      given,
    ).openFile(request);
    await expect(readBody(alsoBroken)).rejects.toThrow('cut');
  });
});
