import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { bar, progressBlock, summaryLine } from './progress-lines.ts';

const none = { files: 0, bytes: 0 };

const running: QueueSnapshot = {
  revision: 1,
  phase: { kind: 'running' },
  totals: {
    queued: { files: 61, bytes: 600 },
    active: { files: 2, bytes: 400 },
    verifying: none,
    paused: none,
    'waiting-for-auth': none,
    done: { files: 57, bytes: 1_000 },
    failed: { files: 1, bytes: 0 },
  },
  bytesDone: 1_200,
  bytesTotal: 2_000,
  bytesPerSecond: 12_300_000,
  etaSeconds: 200,
  waitingForDropboxUntilMs: null,
  active: [
    { id: 1, path: '/EPOCH01/a.fits', state: 'active', size: 300, bytesDone: 150, attempts: 0 },
    { id: 2, path: '/EPOCH01/b.fits', state: 'verifying', size: 100, bytesDone: 50, attempts: 0 },
  ],
};

describe('the progress of a download', () => {
  it('fits one line', () => {
    expect(summaryLine(running, 0)).toBe(
      '58 of 121 files  1.20 kB of 2.00 kB  60%  12.3 MB/s  3 min 20 s left  1 failed',
    );
  });

  it('says what it waits for in place of a rate', () => {
    expect(summaryLine({ ...running, waitingForDropboxUntilMs: 240_000 }, 0)).toContain(
      'waiting for Dropbox, which asked for a pause: 4 min 00 s left',
    );
    const failure = { code: 'network', message: 'no route' } as const;
    expect(
      summaryLine({ ...running, phase: { kind: 'resting', untilMs: 5_000, failure } }, 0),
    ).toContain("can't be reached; trying again in 5 s");
  });

  it('never says 100% before the end', () => {
    expect(summaryLine({ ...running, bytesDone: 1_999_999, bytesTotal: 2_000_000 }, 0)).toContain(
      '99%',
    );
  });

  it('shows each file in transfer, and fits the terminal', () => {
    const lines = progressBlock(running, 0, 60);
    expect(lines.slice(2)).toEqual([
      '   50% of 300 B       a.fits',
      '  verifying           b.fits',
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 200 }),
        fc.string({ minLength: 1 }),
        (columns, name) => {
          const active = [{ ...running.active[0]!, path: `/x/${name}` }];
          for (const line of progressBlock({ ...running, active }, 0, columns).slice(1)) {
            expect(line.length).toBeLessThan(columns);
          }
        },
      ),
    );
  });

  it('is drawn as a bar of the width asked for, never less for more', () => {
    expect(bar(0, 4)).toBe('    ');
    expect(bar(1, 4)).toBe('████');
    expect(bar(0.5, 4)).toBe('██  ');
    expect(bar(0.53125, 4)).toBe('██▏ ');
    fc.assert(
      fc.property(
        fc.double({ noNaN: true }),
        fc.integer({ min: 1, max: 80 }),
        (fraction, width) => {
          expect(bar(fraction, width)).toHaveLength(width);
        },
      ),
    );
  });
});
