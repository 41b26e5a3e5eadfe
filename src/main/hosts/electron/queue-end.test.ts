import { describe, expect, it } from 'vitest';
import type { JobState } from '#shared/downloads/job.ts';
import type { FilesAndBytes, QueuePhase } from '#shared/downloads/snapshot.ts';
import { createQueueEnd } from './queue-end.ts';
import { queueWork } from './queue-work.ts';

const failure = { code: 'disk-full', message: 'The disk is full.' } as const;

function totals(done: number, failed: number): Record<JobState, FilesAndBytes> {
  const none = { files: 0, bytes: 0 };
  return {
    queued: none,
    active: none,
    verifying: none,
    paused: none,
    'waiting-for-auth': none,
    done: { files: done, bytes: done },
    failed: { files: failed, bytes: failed },
  };
}

function notices(phases: readonly QueuePhase[], done = 3, failed = 0): string[] {
  const queueEnd = createQueueEnd();
  return phases.flatMap((phase) => queueEnd({ phase, totals: totals(done, failed) })?.body ?? []);
}

const running: QueuePhase = { kind: 'running' };
const idle: QueuePhase = { kind: 'idle' };
const paused: QueuePhase = { kind: 'paused' };

describe('createQueueEnd', () => {
  it('speaks once when the work is done', () => {
    expect(notices([idle, running, running, idle, idle])).toEqual(['3 files on disk.']);
  });

  it('counts what failed', () => {
    expect(notices([running, idle], 1, 2)).toEqual(['1 file on disk, 2 failed.']);
  });

  it('is silent about a start without work and a pause of the user', () => {
    expect(notices([idle, paused, running, paused])).toEqual([]);
  });

  it('says why it cannot go on', () => {
    expect(notices([running, { kind: 'halted', by: 'disk', failure }])).toEqual([
      'The disk is full.',
    ]);
  });
});

describe('queueWork', () => {
  const work = (phase: QueuePhase, bytesDone = 1, bytesTotal = 4) =>
    queueWork({ phase, bytesDone, bytesTotal });

  it('keeps the machine awake only while something moves or will by itself', () => {
    expect(work(running).isWorking).toBe(true);
    expect(work({ kind: 'resting', untilMs: 0, failure }).isWorking).toBe(true);
    for (const phase of [idle, paused, { kind: 'halted', by: 'auth', failure } as const]) {
      expect(work(phase).isWorking).toBe(false);
    }
  });

  it('fills the bar, never past its end, and takes it away', () => {
    expect(work(running).bar).toEqual({ fraction: 0.25, mode: 'normal' });
    expect(work(running, 9, 4).bar?.fraction).toBe(1);
    expect(work(running, 0, 0).bar?.fraction).toBe(0);
    expect(work(idle).bar).toBeNull();
  });
});
