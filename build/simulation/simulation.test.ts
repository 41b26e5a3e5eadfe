import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heap } from './heap.ts';
import { seededRandom } from './random.ts';
import { CALM, type Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';
import { surveyFiles } from './survey-files.ts';

const HOUR_MS = 3_600_000;
const folderOf = (sizes: readonly number[]) => ({
  files: sizes.map((bytes) => ({ bytes, priority: bytes > 1e8 ? 4 : 1 })),
  folders: 3,
});
const folders = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1e8, max: 2e9 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map(folderOf);

const scenarios: fc.Arbitrary<Scenario> = fc.record({
  name: fc.constant('any'),
  bytesPerSecond: fc.constantFrom(1e6, 10e6, 125e6),
  latencyMs: fc.integer({ min: 1, max: 500 }),
  limit: fc.option(
    fc.record({
      calls: fc.integer({ min: 2, max: 60 }),
      windowMs: fc.constantFrom(1_000, 10_000),
      retryAfterMs: fc.constantFrom(null, 1_000, 15_000, 300_000),
      untilMs: fc.constantFrom(HOUR_MS, Infinity),
    }),
  ),
  ban: fc.option(fc.record({ refusals: fc.constantFrom(20, 40), banMs: fc.constant(HOUR_MS) })),
  tokenLifeMs: fc.constantFrom(HOUR_MS, 4 * HOUR_MS),
  refreshes: fc.boolean(),
  allowanceBytes: fc.option(fc.constant(40e9)),
  capBytes: fc.constantFrom(null, 30e9),
  serverErrorRate: fc.constantFrom(0, 0.02),
  resetBytes: fc.constantFrom(null, 1e9),
  outages: fc.constantFrom(null, { everyMs: HOUR_MS, lastMs: HOUR_MS / 10 }),
  sleeps: fc.boolean(),
  isLookedAfter: fc.boolean(),
  parallel: fc.integer({ min: 1, max: 16 }),
});
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

describe('a simulated download', () => {
  it('continues with the new token that a user makes each morning', () => {
    const files = Array.from({ length: 4 }, () => ({ bytes: 2_000_000_000, priority: 4 }));
    const scenario = {
      ...CALM,
      bytesPerSecond: 1_000_000,
      tokenLifeMs: HOUR_MS,
      refreshes: false,
      isLookedAfter: true,
    };
    const report = simulate(scenario, { files, folders: 3 }, 1);
    expect([report.endedBy, report.done]).toEqual(['done', 4]);
  });

  it('loses no file, keeps to its pauses and its places, and is the same for the same seed', () => {
    fc.assert(
      fc.property(scenarios, folders, seeds, (scenario, folder, seed) => {
        const report = simulate(scenario, folder, seed);
        expect(report.endedBy).not.toBe('too-long');
        expect(report.done + report.failed + report.left).toBe(folder.files.length);
        expect(report.trespasses).toBe(0);
        expect(report.mostAtOnce).toBeLessThanOrEqual(scenario.parallel);
        expect(report.capacityUsed).toBeLessThanOrEqual(1 + 1e-9);
        expect(report.idleMs).toBeGreaterThanOrEqual(-1e-3);
        expect(simulate(scenario, folder, seed)).toEqual(report);
      }),
      { numRuns: 60 },
    );
  });

  it('never goes beyond its daily cap, so that a greater allowance is never used up', () => {
    fc.assert(
      fc.property(scenarios, folders, seeds, (some, folder, seed) => {
        const scenario = { ...some, capBytes: 10e9, allowanceBytes: 10.1e9 };
        const report = simulate(scenario, folder, seed);
        expect(report.mostDayBytes).toBeLessThanOrEqual(10e9 + 1);
        expect(report.timesDisabled).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('renews its token about once a life', () => {
    const folder = folderOf(Array.from({ length: 200 }, () => 1e9));
    const report = simulate({ ...CALM, bytesPerSecond: 2e6 }, folder, 1);
    const lives = report.durationMs / CALM.tokenLifeMs;
    expect(report.done).toBe(200);
    expect(report.calls.token).toBeGreaterThanOrEqual(Math.floor(lives));
    expect(report.calls.token).toBeLessThanOrEqual(Math.ceil(lives * 1.1) + 1);
  });

  it('stops when a token that cannot be renewed has ended, and has lost nothing', () => {
    const folder = folderOf(Array.from({ length: 200 }, () => 1e9));
    const report = simulate({ ...CALM, bytesPerSecond: 2e6, refreshes: false }, folder, 1);
    expect(report.endedBy).toBe('sign-in-expired');
    expect(report.failed).toBe(0);
    expect(report.done + report.left).toBe(200);
  });

  it('forgets a limit that is gone within four of the times after which it is tried again', () => {
    const folder = folderOf(Array.from({ length: 20_000 }, () => 10_000));
    const limit = { calls: 30, windowMs: 10_000, retryAfterMs: 5_000, untilMs: 120_000 };
    const limited = simulate({ ...CALM, parallel: 16, limit }, folder, 1);
    const free = simulate({ ...CALM, parallel: 16 }, folder, 1);
    expect(limited.refusals).toBeGreaterThan(0);
    expect(limited.durationMs - free.durationMs).toBeLessThan(
      limit.untilMs + 4 * 10 * limit.retryAfterMs,
    );
  });

  it('outlasts a ban that names short pauses and grows with every call', () => {
    const folder = folderOf(Array.from({ length: 5_000 }, () => 10_000));
    const limit = { calls: 60, windowMs: 5_000, retryAfterMs: 15_000, untilMs: Infinity };
    const ban = { refusals: 20, banMs: HOUR_MS };
    const report = simulate({ ...CALM, latencyMs: 50, parallel: 16, limit, ban }, folder, 1);
    expect([report.endedBy, report.done]).toEqual(['done', 5_000]);
  });

  it('brings the whole survey over a calm link at 95 % of its capacity and more', () => {
    const folder = surveyFiles(seededRandom(1));
    expect([folder.files.length, folder.folders]).toEqual([42_165, 1_670]);
    const report = simulate(CALM, folder, 1);
    expect([report.done, report.failed, report.refusals]).toEqual([42_165, 0, 0]);
    expect(report.doneBytes / 8e12).toBeCloseTo(1, 1);
    expect(report.capacityUsed).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a heap', () => {
  it('gives back in order what it was given in any', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const heap = new Heap<number>((one, other) => one < other);
        for (const number of numbers) heap.push(number);
        expect(numbers.map(() => heap.pop())).toEqual(numbers.toSorted((a, b) => a - b));
        expect([heap.pop(), heap.size]).toEqual([undefined, 0]);
      }),
    );
  });
});
