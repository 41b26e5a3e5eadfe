import type { Job } from '#shared/downloads/job.ts';
import type { JobQuery, JobRow } from '#shared/downloads/job-row.ts';
import type { QueueStore } from './queue-store.ts';

/** A job in transfer, as far as its row shows it. */
interface InTransfer {
  readonly job: Job;
  readonly state: 'active' | 'verifying';
  readonly bytesDone: number;
}

export interface JobPage {
  readonly total: number;
  readonly rows: readonly JobRow[];
}

/** A page of jobs in their turn; those in transfer, by their ids, say so, with their bytes. */
export function pageOf(
  store: QueueStore,
  inTransfer: ReadonlyMap<number, InTransfer>,
  { filter, search, offset, limit }: JobQuery,
): JobPage {
  if (filter === 'active' || filter === 'verifying') {
    const rows = [...inTransfer.values()]
      .filter(
        ({ state, job }) =>
          state === filter && job.path.toLowerCase().includes(search.toLowerCase()),
      )
      .map((running) => rowOf(running.job, running));
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  }
  const { total, jobs } = store.page({
    states: filter === 'all' ? null : [filter === 'size-only' ? 'done' : filter],
    assurance: filter === 'size-only' ? filter : null,
    // What is in transfer is stored as queued.
    except: filter === 'queued' ? [...inTransfer.keys()] : [],
    search,
    offset,
    limit,
  });
  return { total, rows: jobs.map((job) => rowOf(job, inTransfer.get(job.id))) };
}

function rowOf(job: Job, running: InTransfer | undefined): JobRow {
  return {
    id: job.id,
    path: job.path,
    size: job.size,
    bytesDone: running?.bytesDone ?? (job.state === 'done' ? (job.size ?? 0) : 0),
    state: running?.state ?? job.state,
    attempts: job.attempts,
    retryAtMs: job.retryAtMs,
    failure: job.failure,
    assurance: job.assurance,
    outcome: job.outcome,
  };
}
