import type { Job } from '#shared/downloads/job.ts';
import type { JobPlace, JobQuery, JobRange, JobRow } from '#shared/downloads/job-row.ts';
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

/** The ids of a range, in the list's order. A file that has moved in the list since then takes the range's end with it. */
export function idsBetween(
  store: QueueStore,
  inTransfer: ReadonlyMap<number, InTransfer>,
  { from, to, ...listing }: JobRange,
): Uint32Array {
  const ids = partsOf(listing, inTransfer).flatMap((part) => store.ids(part));
  const placeOf = ({ id, index }: JobPlace): number => {
    const place = id === null ? -1 : ids.indexOf(id);
    return place === -1 ? index : place;
  };
  const ends = [placeOf(from), placeOf(to)] as const;
  return Uint32Array.from(ids.slice(Math.min(...ends), Math.max(...ends) + 1));
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
