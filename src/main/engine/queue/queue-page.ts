import type { Job } from '#shared/downloads/job.ts';
import type { JobPlace, JobQuery, JobRange, JobRow, JobSpan } from '#shared/downloads/job-row.ts';
import { partsOf } from './job-conditions.ts';
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

/** A page of a list; jobs in transfer, by their ids, say so, with their bytes. */
export function pageOf(
  store: QueueStore,
  inTransfer: ReadonlyMap<number, InTransfer>,
  { offset, limit, ...listing }: JobQuery,
): JobPage {
  const rows: JobRow[] = [];
  let total = 0;
  for (const part of partsOf(listing, inTransfer)) {
    const count = store.count(part.condition);
    const skip = Math.max(0, offset - total);
    const left = limit < 0 ? count : limit - rows.length;
    if (skip < count && left > 0) {
      rows.push(...store.part(part, skip, left).map((job) => rowOf(job, inTransfer.get(job.id))));
    }
    total += count;
  }
  return { total, rows };
}

/**
 * The files of a range, in the list's order at this moment. An end with a file moves with it. If that file has left
 * the list, the other end stands alone: the files at its old position are others.
 */
export function spanOf(
  store: QueueStore,
  inTransfer: ReadonlyMap<number, InTransfer>,
  { from, to, ...listing }: JobRange,
): JobSpan {
  const ids = partsOf(listing, inTransfer).flatMap((part) => store.ids(part));
  const indexOf = ({ id, index }: JobPlace): number =>
    id === null ? Math.min(index, ids.length - 1) : ids.indexOf(id);
  const [first, last] = [indexOf(from), indexOf(to)];
  const start = first === -1 ? last : first;
  const end = last === -1 ? first : last;
  if (start === -1) return { ids: new Uint32Array(), from: null, to: null };
  const span = ids.slice(Math.min(start, end), Math.max(start, end) + 1);
  return { ids: Uint32Array.from(span), from: ids[start]!, to: ids[end]! };
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
