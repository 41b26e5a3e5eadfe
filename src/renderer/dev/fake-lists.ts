import type { JobListing, JobRow } from '#shared/downloads/job-row.ts';

const RANKS = {
  failed: 0,
  active: 1,
  verifying: 1,
  queued: 2,
  'waiting-for-auth': 2,
  paused: 3,
  done: 4,
} as const;

/** The jobs of a list, in its order, as main gives them. */
export function listed<Job extends JobRow>(
  jobs: readonly Job[],
  { filter, search, sort = null }: JobListing,
): Job[] {
  const keyOf = (job: Job) =>
    sort === null || sort.by === 'state' ? RANKS[job.state] : (job[sort.by] ?? 0);
  const sign = sort?.descending === true ? -1 : 1;
  const compare = (one: Job, other: Job): number => {
    if (keyOf(one) === keyOf(other)) return 0;
    return keyOf(one) < keyOf(other) ? -sign : sign;
  };
  return jobs
    .filter(
      ({ state, path, assurance }) =>
        (filter === 'all' ||
          state === filter ||
          (filter === 'size-only' && assurance === filter)) &&
        path.toLowerCase().includes(search.toLowerCase()),
    )
    .toSorted(compare);
}
