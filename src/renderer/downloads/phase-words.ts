import { assertNever } from '#shared/errors/assert-never.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { downloadsMessages } from '../messages/downloads.ts';

/** What the queue is doing. Two states differ if the user has to act differently. */
export type Activity =
  | 'empty'
  | 'running'
  | 'stalled'
  | 'paused'
  | 'budget'
  | 'waiting-for-dropbox'
  | 'waiting-for-sign-in'
  | 'resting'
  | 'disk'
  | 'outage'
  | 'engine'
  | 'finished'
  | 'finished-with-failures';

export function activityOf(
  snapshot: QueueSnapshot,
  nowMs: number,
  areAllStalled: boolean,
): Activity {
  const { phase, totals } = snapshot;
  switch (phase.kind) {
    case 'halted':
      if (phase.by === 'auth') return 'waiting-for-sign-in';
      return phase.by;
    case 'paused':
      return (snapshot.budgetUsedUpUntilMs ?? 0) > nowMs ? 'budget' : 'paused';
    case 'resting':
      return 'resting';
    case 'running':
      if (isWaitingForDropbox(snapshot, nowMs)) return 'waiting-for-dropbox';
      return areAllStalled ? 'stalled' : 'running';
    case 'idle': {
      const files = Object.values(totals).reduce((sum, { files: count }) => sum + count, 0);
      if (files === 0) return 'empty';
      if (totals['waiting-for-auth'].files > 0) return 'waiting-for-sign-in';
      if (totals.paused.files > 0) return 'paused';
      return totals.failed.files > 0 ? 'finished-with-failures' : 'finished';
    }
    default:
      return assertNever(phase, 'phase');
  }
}

export interface ActivityWords {
  readonly title: string;
  /** What it means, or what to do; empty if the title is enough. */
  readonly detail: string;
  readonly tone: 'plain' | 'partly' | 'problem' | 'verified';
}

export function wordsOf(activity: Activity, snapshot: QueueSnapshot, nowMs: number): ActivityWords {
  const { phase, totals } = snapshot;
  const failure = 'failure' in phase ? phase.failure.message : '';
  const secondsTo = (untilMs: number | null | undefined) => ((untilMs ?? nowMs) - nowMs) / 1000;
  switch (activity) {
    case 'empty':
      return { title: downloadsMessages.empty.title, detail: '', tone: 'plain' };
    case 'running': {
      const now = snapshot.active.length;
      return { title: downloadsMessages.activity.running(now), detail: '', tone: 'plain' };
    }
    case 'stalled':
      return {
        title: downloadsMessages.activity.stalled,
        detail: downloadsMessages.activity.stalledDetail,
        tone: 'partly',
      };
    case 'paused':
      return {
        title: downloadsMessages.activity.paused,
        detail: downloadsMessages.activity.pausedDetail,
        tone: 'partly',
      };
    case 'budget':
      return {
        title: downloadsMessages.activity.budget,
        detail: downloadsMessages.activity.budgetDetail(secondsTo(snapshot.budgetUsedUpUntilMs)),
        tone: 'partly',
      };
    case 'waiting-for-dropbox':
      return {
        title: downloadsMessages.activity.waitingForDropbox(
          secondsTo(snapshot.waitingForDropboxUntilMs),
        ),
        detail: downloadsMessages.activity.waitingForDropboxDetail,
        tone: 'partly',
      };
    case 'waiting-for-sign-in':
      return {
        title: downloadsMessages.activity.waitingForSignIn,
        detail: failure || downloadsMessages.activity.waitingForSignInDetail,
        tone: 'problem',
      };
    case 'resting':
      return {
        title:
          phase.kind === 'resting'
            ? downloadsMessages.activity.backingOff(secondsTo(phase.untilMs))
            : downloadsMessages.activity.unreachable,
        detail: failure,
        tone: 'partly',
      };
    case 'disk': {
      const code = 'failure' in phase ? phase.failure.code : null;
      if (code === 'in-use') {
        return {
          title: downloadsMessages.activity.otherProgram,
          detail: downloadsMessages.activity.continuesWhenOpen(failure),
          tone: 'partly',
        };
      }
      const isFull = code === 'disk-full';
      return isFull
        ? {
            title: downloadsMessages.activity.diskFull,
            detail: downloadsMessages.activity.continuesWhenOpen(failure),
            tone: 'problem',
          }
        : { title: downloadsMessages.activity.disk, detail: failure, tone: 'problem' };
    }
    case 'outage':
      return { title: downloadsMessages.activity.outage, detail: failure, tone: 'problem' };
    case 'engine':
      return { title: downloadsMessages.activity.engine, detail: failure, tone: 'problem' };
    case 'finished':
      return {
        title: downloadsMessages.activity.finished(totals.done.files),
        detail: downloadsMessages.activity.finishedDetail,
        tone: 'verified',
      };
    case 'finished-with-failures':
      return {
        title: downloadsMessages.activity.finishedWithFailures(
          totals.done.files,
          totals.failed.files,
        ),
        detail: downloadsMessages.activity.finishedWithFailuresDetail,
        tone: 'plain',
      };
    default:
      return assertNever(activity, 'activity');
  }
}

function isWaitingForDropbox({ waitingForDropboxUntilMs }: QueueSnapshot, nowMs: number): boolean {
  return waitingForDropboxUntilMs !== null && waitingForDropboxUntilMs > nowMs;
}
