import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES, blockCount, blockLength, firstMissingRun } from './blocks.ts';
import { collisionKey, localNames } from './local-name.ts';
import { etaSeconds, nextRate, startRate } from './rate.ts';
import { judge } from './retry-policy.ts';

describe('blocks', () => {
  it('cover a file without gap or overlap', () => {
    fc.assert(
      fc.property(fc.nat(50 * BLOCK_BYTES), (size) => {
        let bytes = 0;
        for (let index = 0; index < blockCount(size); index += 1) {
          const length = blockLength(size, index);
          expect(length).toBeGreaterThan(0);
          bytes += length;
        }
        expect(bytes).toBe(size);
      }),
    );
  });

  it('are asked for in runs that hold only missing ones and end at a finished one', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (done) => {
        const run = firstMissingRun(done.length, (index) => done[index]!);
        if (run === null) {
          expect(done.every(Boolean)).toBe(true);
          return;
        }
        expect(run.first).toBe(done.indexOf(false));
        expect(done.slice(run.first, run.end)).not.toContain(true);
        expect(done[run.end] ?? true).toBe(true);
      }),
    );
  });
});

describe('the retry policy', () => {
  const policy = { maxRetries: 3, firstDelayMs: 1_000, longestDelayMs: 60_000 };

  it('waits longer after each try, spread over half the delay, and gives up after the last', () => {
    const delay = (attempts: number, random: number): number => {
      const decision = judge('network', attempts, policy, 0, random);
      return decision.kind === 'retry' ? decision.atMs : -1;
    };
    expect([0, 1, 2, 3].map((attempts) => delay(attempts, 0))).toEqual([500, 2_000, 8_000, -1]);
    fc.assert(
      fc.property(fc.nat(2), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, random) => {
        const full = 1_000 * 4 ** attempts;
        expect(delay(attempts, random)).toBeGreaterThanOrEqual(full / 2);
        expect(delay(attempts, random)).toBeLessThanOrEqual(full);
      }),
    );
  });

  it('never waits longer than the longest delay', () => {
    const decision = judge('corrupt', 50, { ...policy, maxRetries: 99 }, 0, 0.999);
    expect(decision).toMatchObject({ kind: 'retry' });
    expect(decision.kind === 'retry' && decision.atMs).toBeLessThanOrEqual(60_000);
  });

  it('distinguishes what halts everything, what costs nothing, and what no retry can fix', () => {
    const kind = (code: Parameters<typeof judge>[0]): string => judge(code, 0, policy, 0, 0).kind;
    expect(kind('link-denied')).toBe('halt-for-auth');
    expect(kind('sign-in-expired')).toBe('halt-for-auth');
    expect(kind('link-disabled')).toBe('halt-for-auth');
    expect(kind('disk-full')).toBe('halt-for-disk');
    expect(kind('rate-limited')).toBe('requeue');
    expect(kind('path-not-found')).toBe('give-up');
    expect(kind('listing-disagrees')).toBe('give-up');
    expect(judge('file-changed', 0, policy, 0, 0)).toMatchObject({ kind: 'retry', relist: true });
  });
});

describe('local names', () => {
  it('mirror the survey', () => {
    expect(localNames('/EPOCH01/COMBINED/VAST_0918+00A.EPOCH01.I.fits', 'posix')).toEqual([
      'EPOCH01',
      'COMBINED',
      'VAST_0918+00A.EPOCH01.I.fits',
    ]);
  });

  it.each([
    '/../x',
    '/a/../../x',
    '/./x',
    '//x',
    '/a//x',
    '/x\0y',
    '/x\ny',
    '/a.fits.part',
    '/a.fits.part.journal',
    '/.vast-pilot.lock',
    '',
    '/',
    `/${'x'.repeat(256)}`,
  ])('refuse %j everywhere', (path) =>
    expect(() => localNames(path, 'posix')).toThrow(/is not written to this disk/),
  );

  it.each([
    '/CON',
    '/con.txt',
    '/a/LPT1',
    '/x.',
    '/x ',
    '/a:b',
    '/a\\b',
    '/a?b',
    '/COM¹',
    '/con .txt',
    '/CONIN$',
    '/conout$.a',
  ])('refuse %j on Windows alone', (path) => {
    expect(localNames(path, 'posix')).toHaveLength(path.split('/').length - 1);
    expect(() => localNames(path, 'windows')).toThrow(/is not written to this disk/);
  });

  it('are plain names for every path', () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        let names: readonly string[];
        try {
          names = localNames(path, 'posix');
        } catch {
          return;
        }
        for (const name of names) expect(name).not.toMatch(/^\.{0,2}$|[/\0-\u001F]/);
      }),
    );
  });

  it('collide if a disk would not distinguish them', () => {
    expect(collisionKey('/A/é.txt')).toBe(collisionKey('/a/e\u0301.TXT'));
    expect(collisionKey('/a')).not.toBe(collisionKey('/b'));
  });
});

describe('the rate', () => {
  it('of a steady flow is that flow, however often it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1 }), (steps) => {
        let rate = startRate(0, 0);
        let nowMs = 0;
        for (const step of steps) {
          nowMs += step;
          rate = nextRate(rate, nowMs, nowMs * 1_000);
        }
        expect(rate.bytesPerSecond).toBeCloseTo(1_000_000, 3);
      }),
    );
  });

  it('doesn’t jump when a flow stops for a second, and follows when it stops for good', () => {
    let rate = startRate(0, 0);
    for (let second = 1; second <= 60; second += 1)
      rate = nextRate(rate, second * 1000, second * 100);
    const paused = nextRate(rate, 61_000, 6_000).bytesPerSecond!;
    expect(paused).toBeGreaterThan(90);
    expect(nextRate(rate, 180_000, 6_000).bytesPerSecond!).toBeLessThan(1);
  });

  it('gives no time left while it is unknown', () => {
    expect(etaSeconds(null, 10)).toBeNull();
    expect(etaSeconds(0, 10)).toBeNull();
    expect(etaSeconds(5, 10)).toBe(2);
    expect(etaSeconds(null, 0)).toBe(0);
  });
});
