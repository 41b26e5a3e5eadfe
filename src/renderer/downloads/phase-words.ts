import { assertNever } from '#shared/errors/assert-never.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { formatDuration, formatNumberOf } from '#shared/format/quantities.ts';

/** What the queue is doing, told apart as people need to act on it. */
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
  /** What it means, or what to do; empty where the title says it all. */
  readonly detail: string;
  readonly tone: 'plain' | 'partly' | 'problem' | 'verified';
}

/** Someone who has asked for 58 files may read 65. */
const ALL_COUNTED = 'This counts the whole list, with earlier downloads.';

export function wordsOf(activity: Activity, snapshot: QueueSnapshot, nowMs: number): ActivityWords {
  const { phase, totals } = snapshot;
  const failure = 'failure' in phase ? phase.failure.message : '';
  switch (activity) {
    case 'empty':
      return { title: 'Nothing queued', detail: '', tone: 'plain' };
    case 'running': {
      const now = snapshot.active.length;
      return { title: `Fetching ${formatNumberOf(now, 'file')}`, detail: '', tone: 'plain' };
    }
    case 'stalled':
      return {
        title: 'Stalled',
        detail: 'No bytes have come for a while. Each file is tried again by itself.',
        tone: 'partly',
      };
    case 'paused':
      return { title: 'Paused', detail: 'What is here so far is kept.', tone: 'partly' };
    case 'budget':
      return {
        title: 'Today’s budget is used up',
        detail: `Goes on by itself in ${secondsLeft(snapshot.budgetUsedUpUntilMs ?? nowMs, nowMs)}. A greater daily budget in Settings lets it go on now.`,
        tone: 'partly',
      };
    case 'waiting-for-dropbox':
      return {
        title: `Waiting for Dropbox: ${secondsLeft(snapshot.waitingForDropboxUntilMs ?? nowMs, nowMs)} left`,
        detail: 'Dropbox asked for a pause between calls. It goes on by itself.',
        tone: 'partly',
      };
    case 'waiting-for-sign-in':
      return {
        title: 'Waiting for sign-in',
        detail: failure || 'Connect again; then the queue goes on where it stopped.',
        tone: 'problem',
      };
    case 'resting':
      return {
        title:
          phase.kind === 'resting'
            ? `Can’t reach Dropbox: next try in ${secondsLeft(phase.untilMs, nowMs)}`
            : 'Can’t reach Dropbox',
        detail: failure,
        tone: 'partly',
      };
    case 'disk': {
      const code = 'failure' in phase ? phase.failure.code : null;
      if (code === 'in-use') {
        return {
          title: 'Waiting for another program',
          detail: `${failure} While the app is open, it looks now and then and goes on by itself.`,
          tone: 'partly',
        };
      }
      const isFull = code === 'disk-full';
      return isFull
        ? {
            title: 'Waiting for room on the disk',
            detail: `${failure} While the app is open, it looks now and then and goes on by itself.`,
            tone: 'problem',
          }
        : { title: 'Stopped by the disk', detail: failure, tone: 'problem' };
    }
    case 'outage':
      return { title: 'Stopped: Dropbox can’t be reached', detail: failure, tone: 'problem' };
    case 'engine':
      return { title: 'The download engine stopped', detail: failure, tone: 'problem' };
    case 'finished':
      return {
        title: `Finished: ${formatNumberOf(totals.done.files, 'file')} on this disk`,
        detail: `${ALL_COUNTED} The report names each file, and how it was checked.`,
        tone: 'verified',
      };
    case 'finished-with-failures':
      return {
        title: `Finished: ${formatNumberOf(totals.done.files, 'file')} on this disk, ${totals.failed.files} failed`,
        detail: `${ALL_COUNTED} The failed ones say why. Trying them again does no harm.`,
        tone: 'plain',
      };
    default:
      return assertNever(activity, 'activity');
  }
}

function isWaitingForDropbox({ waitingForDropboxUntilMs }: QueueSnapshot, nowMs: number): boolean {
  return waitingForDropboxUntilMs !== null && waitingForDropboxUntilMs > nowMs;
}

function secondsLeft(untilMs: number, nowMs: number): string {
  return formatDuration(Math.max(0, Math.ceil((untilMs - nowMs) / 1000)));
}
