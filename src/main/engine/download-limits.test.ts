import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDownloadLimits } from './download-limits.ts';

const NOON = new Date(2026, 10, 23, 12).getTime();
const clock = { now: () => NOON, delay: () => Promise.resolve() };
const LINK = 'https://www.dropbox.com/sh/some/folder';
const MEMORY = { pause: null, rate: null };

describe('The record of limits', () => {
  let home: string;
  const start = () => createDownloadLimits(home, clock);
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'limits-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('counts the bytes of the day on from an earlier start', () => {
    const first = start();
    first.set({ speedLimit: null, dailyLimit: 100 });
    first.take(60);
    first.save();
    const second = start();
    second.set({ speedLimit: null, dailyLimit: 100 });
    expect([second.hasLimit, second.usedUpUntilMs()]).toEqual([true, null]);
    second.take(40);
    expect(second.usedUpUntilMs()).toBe(new Date(2026, 10, 24).getTime());
  });

  it('returns the wait that a rate needs', () => {
    const limits = start();
    limits.set({ speedLimit: 1_000, dailyLimit: null });
    expect(limits.take(10_000)).toBeGreaterThan(9_000);
  });

  it('keeps what the gate learned of each link for itself', () => {
    start().keepGateMemory(LINK, MEMORY);
    expect(start().gateMemory(LINK)).toEqual(MEMORY);
    expect(start().gateMemory(`${LINK}/other`)).toBeNull();
  });

  it('starts from nothing with a damaged file, and throws nothing if it cannot write', () => {
    writeFileSync(join(home, 'budget.json'), 'null');
    writeFileSync(join(home, 'gates'), 'a file in the place of the folder');
    const limits = start();
    limits.set({ speedLimit: null, dailyLimit: 100 });
    limits.keepGateMemory(LINK, MEMORY);
    expect([limits.usedUpUntilMs(), limits.gateMemory(LINK)]).toEqual([null, null]);
  });
});
