import { describe, expect, it } from 'vitest';
import type { JobRow } from '#shared/downloads/job-row.ts';
import type { QueuePhase } from '#shared/downloads/snapshot.ts';
import { mainActionOf } from './job-actions.ts';
import { wordsOfJob } from './job-words.ts';

const row = (parts: Partial<JobRow>): JobRow => ({
  id: 1,
  path: '/EPOCH01/a.fits',
  size: 10,
  bytesDone: 0,
  state: 'queued',
  attempts: 0,
  retryAtMs: 0,
  failure: null,
  assurance: null,
  outcome: null,
  ...parts,
});
const words = (
  parts: Partial<JobRow>,
  isStalled = false,
  phase: QueuePhase = { kind: 'running' },
) => wordsOfJob(row(parts), { nowMs: 1_000, isStalled, phase });

describe('the words for a file', () => {
  it('never call a file verified that no hash was compared with', () => {
    expect(words({ state: 'done', assurance: 'verified', outcome: 'fetched' })).toMatchObject({
      mark: 'verified',
      state: 'Verified',
    });
    expect(words({ state: 'done', assurance: 'size-only', outcome: 'kept' }).state).not.toMatch(
      /verified/i,
    );
    expect(words({ state: 'done', assurance: 'size-only' }).mark).toBe('size-only');
  });

  it('include why it waits, and for how long', () => {
    const failure = { code: 'stalled', message: 'No bytes came for 30 s.' } as const;
    expect(words({ retryAtMs: 43_000, failure })).toEqual({
      mark: 'waiting',
      state: 'Retry in 42 s',
      why: failure.message,
    });
    expect(words({ retryAtMs: 500 }).state).toBe('Waiting');
    expect(words({ state: 'active' }, true).state).toBe('Stalled');
    expect(words({ state: 'failed', failure })).toMatchObject({
      mark: 'problem',
      why: failure.message,
    });
  });

  it('give the reason at once, not the path that the row shows anyway', () => {
    const why = (message: string) =>
      words({ state: 'failed', failure: { code: 'path-not-found', message } }).why;
    expect(why('/EPOCH01/a.fits is not in the shared folder (any more). List it again.')).toBe(
      'Not in the shared folder (any more). List it again.',
    );
    expect(why('/EPOCH01/a.fits: Dropbox has blocked this content.')).toBe(
      'Dropbox has blocked this content.',
    );
    expect(why('/EPOCH01/a.fits.gz is a folder.')).toBe('/EPOCH01/a.fits.gz is a folder.');
  });

  it('show what the queue waits for on a file that only waits', () => {
    const failure = { code: 'disk-full', message: 'The disk is full.' } as const;
    const inPhase = (phase: QueuePhase) => words({}, false, phase).state;
    const told = [
      inPhase({ kind: 'running' }),
      inPhase({ kind: 'paused' }),
      inPhase({ kind: 'resting', untilMs: 9_000, failure }),
      inPhase({ kind: 'halted', by: 'disk', failure }),
      inPhase({ kind: 'halted', by: 'auth', failure }),
    ];
    expect(new Set(told).size).toBe(told.length);
    expect(inPhase({ kind: 'halted', by: 'disk', failure })).toBe('Waiting for the disk');
  });

  it('come with at most one action', () => {
    expect(mainActionOf(row({ state: 'active' }))).toBe('pause');
    expect(mainActionOf(row({ state: 'paused' }))).toBe('resume');
    expect(mainActionOf(row({ state: 'failed' }))).toBe('retry');
    expect(mainActionOf(row({ state: 'done' }))).toBe('show');
    expect(mainActionOf(row({ state: 'waiting-for-auth' }))).toBeNull();
  });
});
