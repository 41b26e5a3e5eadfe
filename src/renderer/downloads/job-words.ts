import type { JobRow } from '#shared/downloads/job-row.ts';
import type { QueuePhase } from '#shared/downloads/snapshot.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import type { MarkOf } from '../ui/state-mark.tsx';

export interface JobWords {
  readonly mark: MarkOf;
  /** A word or two. */
  readonly state: string;
  /** Why it waits or failed, and what to do; empty if there is nothing to add. */
  readonly why: string;
}

interface Circumstances {
  readonly nowMs: number;
  readonly isStalled: boolean;
  readonly phase: QueuePhase;
}

export function wordsOfJob(row: JobRow, { nowMs, isStalled, phase }: Circumstances): JobWords {
  const failure = withoutPath(row.failure?.message ?? '', row.path);
  switch (row.state) {
    case 'active':
      return isStalled
        ? {
            mark: 'waiting',
            state: downloadsMessages.job.stalled,
            why: downloadsMessages.job.stalledWhy,
          }
        : { mark: 'active', state: downloadsMessages.job.active, why: '' };
    case 'verifying':
      return { mark: 'active', state: downloadsMessages.job.verifying, why: '' };
    case 'queued': {
      const waitMs = row.retryAtMs - nowMs;
      if (waitMs > 0) {
        return {
          mark: 'waiting',
          state: downloadsMessages.job.retryIn(waitMs),
          why: failure,
        };
      }
      return {
        mark: 'listed',
        state: waitingIn(phase),
        why: failure,
      };
    }
    case 'paused':
      return { mark: 'paused', state: downloadsMessages.job.paused, why: '' };
    case 'waiting-for-auth':
      return {
        mark: 'waiting',
        state: downloadsMessages.job.waitingForSignIn,
        why: downloadsMessages.job.waitingForSignInWhy,
      };
    case 'done':
      if (row.assurance === 'size-only') {
        return {
          mark: 'size-only',
          state: downloadsMessages.job.sizeOnly,
          why: downloadsMessages.job.sizeOnlyWhy,
        };
      }
      return {
        mark: 'verified',
        state: row.outcome === 'kept' ? downloadsMessages.job.kept : downloadsMessages.job.verified,
        why: '',
      };
    case 'failed':
      return { mark: 'problem', state: downloadsMessages.job.failed, why: failure };
    default:
      return row.state satisfies never;
  }
}

/** A reason without the path that it begins with: the row shows the path already, and has little space. */
function withoutPath(message: string, path: string): string {
  const rest = [`${path} is `, `${path}: `].find((start) => message.startsWith(start));
  if (rest === undefined) return message;
  const reason = message.slice(rest.length);
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}

/** What a queued file waits for. */
function waitingIn(phase: QueuePhase): string {
  switch (phase.kind) {
    case 'idle':
    case 'running':
      return downloadsMessages.job.queued;
    case 'paused':
      return downloadsMessages.job.queuedPaused;
    case 'resting':
      return downloadsMessages.job.waitingForDropbox;
    case 'halted':
      return WAITING_FOR[phase.by];
    default:
      return phase satisfies never;
  }
}

const WAITING_FOR = {
  auth: downloadsMessages.job.waitingForSignIn,
  disk: downloadsMessages.job.waitingForDisk,
  outage: downloadsMessages.job.waitingForDropbox,
  engine: downloadsMessages.job.waitingForEngine,
} as const;
