import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { Job } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { WrongHash } from '../transfer/transfer-request.ts';
import { decideFailure, type FailedAttempt } from './decide-failure.ts';
import { NoSpace } from './free-space.ts';

const job: Job = {
  id: 1,
  path: '/a.fits',
  size: 3 * BLOCK_BYTES,
  rev: 'r1',
  contentHash: null,
  checksum: null,
  state: 'queued',
  attempts: 1,
  retryAtMs: 0,
  failure: null,
  assurance: null,
  outcome: null,
  wrongHash: null,
};
const context = {
  retry: { maxRetries: 2, firstDelayMs: 1_000, longestDelayMs: 60_000 },
  nowMs: 5_000,
  random: 0.5,
};

function decide(error: AppError, attempt: Partial<FailedAttempt> = {}) {
  const none = { job, error, isOutage: false, bytesDone: 0, bytesBefore: 0 };
  return decideFailure({ ...none, ...attempt }, context);
}

describe('the decision about a failed attempt', () => {
  it('retries a broken transfer later, with one more failed attempt', () => {
    expect(decide(new AppError('network', 'reset'))).toMatchObject({
      kind: 'retry',
      after: { state: 'queued', attempts: 2, retryAtMs: 8_000, failure: { code: 'network' } },
    });
  });

  it('counts no earlier attempt if this one brought a block', () => {
    const error = new AppError('network', 'reset');
    const gained = decide(error, { bytesDone: BLOCK_BYTES });
    expect(gained).toMatchObject({ kind: 'retry', after: { attempts: 1 } });
    const small = { ...job, size: BLOCK_BYTES };
    const lost = decide(error, { job: small, bytesDone: BLOCK_BYTES });
    expect(lost).toMatchObject({ kind: 'retry', after: { attempts: 2 } });
  });

  it('gives up after the last retry, and keeps the hash that arrived', () => {
    const error = new AppError('corrupt', 'damaged', { cause: new WrongHash('ab') });
    expect(decide(error, { job: { ...job, attempts: 2 } })).toEqual({
      kind: 'give-up',
      wrongHash: 'ab',
    });
  });

  it('waits as long as the server asks, up to the maximum delay', () => {
    const after = (retryAfterMs: number) =>
      decide(new AppError('server-error', '503', { retryAfterMs }));
    expect(after(20_000)).toMatchObject({ after: { retryAtMs: 25_000 } });
    expect(after(3_600_000)).toMatchObject({ after: { retryAtMs: 65_000 } });
  });

  it('backs off in an outage at no cost to the file', () => {
    expect(decide(new AppError('network', 'no route'), { isOutage: true })).toMatchObject({
      kind: 'back-off',
      minDelayMs: 0,
      after: { state: 'queued', attempts: 1 },
    });
  });

  it('lists a replaced file again, and requeues what Dropbox only slowed down', () => {
    expect(decide(new AppError('file-changed', 'replaced')).kind).toBe('relist');
    expect(decide(new AppError('rate-limited', 'slow'))).toMatchObject({
      kind: 'requeue',
      after: { attempts: 1 },
    });
  });

  it('halts the queue if the sign-in ended, and the file waits for it', () => {
    expect(decide(new AppError('sign-in-expired', 'gone'))).toMatchObject({
      kind: 'halt',
      by: 'auth',
      after: { state: 'waiting-for-auth', attempts: 1 },
    });
  });

  it('lets started transfers finish only if the next file did not fit', () => {
    const halt = { kind: 'halt', by: 'disk', after: { state: 'queued', attempts: 1 } };
    const full = { ...halt, finishesBegun: false, awaitsSpace: true };
    expect(decide(new AppError('disk-full', 'full'))).toMatchObject(full);
    expect(decide(new NoSpace('full'))).toMatchObject({ ...full, finishesBegun: true });
    const gone = decide(new AppError('folder-gone', 'gone'));
    expect(gone).toMatchObject({ ...halt, finishesBegun: false, awaitsSpace: false });
  });
});
