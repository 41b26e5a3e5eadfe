import type { JobRow } from '#shared/downloads/job-row.ts';
import type { QueuePhase } from '#shared/downloads/snapshot.ts';
import { formatDuration } from '#shared/format/quantities.ts';
import type { MarkOf } from '../ui/state-mark.tsx';

export interface JobWords {
  readonly mark: MarkOf;
  /** A word or two. */
  readonly state: string;
  /** Why it waits or failed, and what to do; empty where there is nothing to tell. */
  readonly why: string;
}

interface Circumstances {
  readonly nowMs: number;
  readonly isStalled: boolean;
  readonly phase: QueuePhase;
}

export function wordsOfJob(row: JobRow, { nowMs, isStalled, phase }: Circumstances): JobWords {
  const failure = row.failure?.message ?? '';
  switch (row.state) {
    case 'active':
      return isStalled
        ? {
            mark: 'waiting',
            state: 'Stalled',
            why: 'No bytes for a while; it is tried again by itself.',
          }
        : { mark: 'active', state: 'Fetching', why: '' };
    case 'verifying':
      return { mark: 'active', state: 'Checking', why: '' };
    case 'queued': {
      const waitMs = row.retryAtMs - nowMs;
      if (waitMs > 0) {
        return {
          mark: 'waiting',
          state: `Again in ${formatDuration(Math.ceil(waitMs / 1000))}`,
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
      return { mark: 'paused', state: 'Paused', why: '' };
    case 'waiting-for-auth':
      return {
        mark: 'waiting',
        state: 'Waiting for sign-in',
        why: 'Goes on once you are connected again.',
      };
    case 'done':
      if (row.assurance === 'size-only') {
        return {
          mark: 'size-only',
          state: 'Here, size only',
          why: 'The listing has no hash to check it by.',
        };
      }
      return {
        mark: 'verified',
        state: row.outcome === 'kept' ? 'Was here, verified' : 'Verified',
        why: '',
      };
    case 'failed':
      return { mark: 'problem', state: 'Failed', why: failure };
    default:
      return row.state satisfies never;
  }
}

/** What a file waits for that could be fetched by itself. */
function waitingIn(phase: QueuePhase): string {
  switch (phase.kind) {
    case 'idle':
    case 'running':
      return 'Waiting';
    case 'paused':
      return 'Waiting, paused';
    case 'resting':
      return 'Waiting for Dropbox';
    case 'halted':
      return WAITING_FOR[phase.by];
    default:
      return phase satisfies never;
  }
}

const WAITING_FOR = {
  auth: 'Waiting for sign-in',
  disk: 'Waiting for the disk',
  outage: 'Waiting for Dropbox',
  engine: 'Waiting for the download engine',
} as const;
