import { describe, expect, it } from 'vitest';
import type { Failure } from '#shared/downloads/job.ts';
import type { QueuePhase, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { controlsOf } from './queue-controls.ts';

const NOTHING = { files: 0, bytes: 0 };
const SOME = { files: 3, bytes: 0 };
const failure: Failure = { code: 'network', message: 'Dropbox can’t be reached.' };

function snapshot(phase: QueuePhase, more: Partial<QueueSnapshot> = {}): QueueSnapshot {
  return {
    revision: 1,
    phase,
    totals: {
      queued: SOME,
      active: NOTHING,
      verifying: NOTHING,
      paused: NOTHING,
      'waiting-for-auth': NOTHING,
      done: NOTHING,
      failed: NOTHING,
    },
    bytesDone: 0,
    bytesTotal: 0,
    bytesPerSecond: null,
    etaSeconds: null,
    waitingForDropboxUntilMs: null,
    active: [],
    ...more,
  };
}

const PAUSE = { canPause: true, canResume: false };
const RESUME = { canPause: false, canResume: true };
const NEITHER = { canPause: false, canResume: false };
const BOTH = { canPause: true, canResume: true };

describe('the controls of the queue', () => {
  it('are Pause for a running queue, and Resume for a stopped one', () => {
    expect(controlsOf(snapshot({ kind: 'running' }), true)).toEqual(PAUSE);
    expect(controlsOf(snapshot({ kind: 'resting', untilMs: 1, failure }), true)).toEqual(PAUSE);
    expect(controlsOf(snapshot({ kind: 'paused' }), true)).toEqual(RESUME);
    expect(controlsOf(snapshot({ kind: 'halted', by: 'outage', failure }), true)).toEqual(RESUME);
  });

  it('are both available if some files are paused, or the queue waits for free space', () => {
    const { totals } = snapshot({ kind: 'running' });
    const some = snapshot({ kind: 'running' }, { totals: { ...totals, paused: SOME } });
    expect(controlsOf(some, true)).toEqual(BOTH);
    const full: Failure = { code: 'disk-full', message: 'full' };
    expect(controlsOf(snapshot({ kind: 'halted', by: 'disk', failure: full }), true)).toEqual(BOTH);
  });

  it('are both disabled if the queue can continue only with a connection, a new engine or tomorrow', () => {
    expect(controlsOf(snapshot({ kind: 'paused' }), false)).toEqual(NEITHER);
    expect(controlsOf(snapshot({ kind: 'halted', by: 'auth', failure }), false)).toEqual(NEITHER);
    expect(controlsOf(snapshot({ kind: 'halted', by: 'engine', failure }), true)).toEqual(NEITHER);
    const usedUp = snapshot({ kind: 'paused' }, { budgetUsedUpUntilMs: 1 });
    expect(controlsOf(usedUp, true)).toEqual(NEITHER);
  });
});
