import { describe, expect, it } from 'vitest';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { activityOf, wordsOf } from './phase-words.ts';
import { queueOf } from './testing/queue-of.ts';

const NOW = 1_000_000;
const failure = { code: 'network', message: 'No network.' } as const;
const told = (snapshot: QueueSnapshot, areAllStalled = false) => {
  const activity = activityOf(snapshot, NOW, areAllStalled);
  return { activity, ...wordsOf(activity, snapshot, NOW) };
};

describe('the activity of the queue', () => {
  it('distinguishes every kind of waiting', () => {
    const files = { queued: 3, active: 1 };
    expect(told(queueOf({ files })).activity).toBe('running');
    expect(told(queueOf({ files }), true).activity).toBe('stalled');
    expect(told(queueOf({ files, phase: { kind: 'paused' } })).activity).toBe('paused');
    const paused = queueOf({ files, phase: { kind: 'paused' } });
    expect(told({ ...paused, budgetUsedUpUntilMs: NOW + 90_000 })).toMatchObject({
      activity: 'budget',
      title: 'Today’s budget is used up',
    });
    expect(told({ ...paused, budgetUsedUpUntilMs: NOW - 1 }).activity).toBe('paused');
    expect(told(queueOf({ files, waitingForDropboxUntilMs: NOW + 240_000 }), true)).toMatchObject({
      activity: 'waiting-for-dropbox',
      title: 'Waiting for Dropbox: 4 min 00 s left',
    });
    expect(told(queueOf({ files, waitingForDropboxUntilMs: NOW - 1 })).activity).toBe('running');
    expect(
      told(queueOf({ files, phase: { kind: 'resting', untilMs: NOW + 9_100, failure } })),
    ).toMatchObject({
      activity: 'resting',
      title: 'Can’t reach Dropbox: next attempt in 10 s',
      detail: 'No network.',
    });
    expect(told(queueOf({ files, phase: { kind: 'halted', by: 'auth', failure } })).activity).toBe(
      'waiting-for-sign-in',
    );
    expect(told(queueOf({ files, phase: { kind: 'halted', by: 'disk', failure } }))).toMatchObject({
      activity: 'disk',
      detail: 'No network.',
    });
    const full = { code: 'disk-full', message: 'The disk is full.' } as const;
    expect(
      told(queueOf({ files, phase: { kind: 'halted', by: 'disk', failure: full } })),
    ).toMatchObject({
      title: 'Waiting for free space on the disk',
      detail: expect.stringMatching(/^The disk is full\. .*continues automatically/),
    });
    const held = { code: 'in-use', message: 'The command downloads there.' } as const;
    expect(
      told(queueOf({ files, phase: { kind: 'halted', by: 'disk', failure: held } })),
    ).toMatchObject({
      title: 'Waiting for another program',
      detail: expect.stringMatching(/^The command downloads there\. .*continues automatically/),
    });
    expect(
      told(queueOf({ files, phase: { kind: 'halted', by: 'outage', failure } })).activity,
    ).toBe('outage');
    expect(
      told(queueOf({ files, phase: { kind: 'halted', by: 'engine', failure } })),
    ).toMatchObject({
      title: 'The download engine stopped',
      detail: 'No network.',
      tone: 'problem',
    });
  });

  it('is “finished” only if no file waits', () => {
    const idle = (files: Parameters<typeof queueOf>[0]['files']) =>
      told(queueOf({ phase: { kind: 'idle' }, files: files! })).activity;
    expect(idle({})).toBe('empty');
    expect(idle({ done: 3 })).toBe('finished');
    expect(idle({ done: 3, failed: 1 })).toBe('finished-with-failures');
    expect(idle({ done: 3, paused: 1 })).toBe('paused');
    expect(idle({ done: 3, 'waiting-for-auth': 1 })).toBe('waiting-for-sign-in');
  });
});
