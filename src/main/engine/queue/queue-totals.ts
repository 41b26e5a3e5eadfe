import type { JobState } from '#shared/downloads/job.ts';
import type { FilesAndBytes } from '#shared/downloads/snapshot.ts';
import type { StateTotal } from './job-rows.ts';

interface Total {
  files: number;
  bytes: number;
}

/** Running counts of files and bytes by state, so that a snapshot costs no query. */
export class QueueTotals {
  readonly #totals: Record<JobState, Total>;

  constructor(stored: readonly StateTotal[]) {
    const zero = (): Total => ({ files: 0, bytes: 0 });
    this.#totals = {
      queued: zero(),
      active: zero(),
      verifying: zero(),
      paused: zero(),
      'waiting-for-auth': zero(),
      done: zero(),
      failed: zero(),
    };
    for (const { state, files, bytes } of stored) this.#totals[state] = { files, bytes };
  }

  copy(): QueueTotals {
    const states = Object.entries(this.#totals) as [JobState, Total][];
    return new QueueTotals(states.map(([state, total]) => ({ state, ...total })));
  }

  move(from: JobState, to: JobState, size: number | null): void {
    this.add(from, -1, size);
    this.add(to, 1, size);
  }

  add(state: JobState, files: 1 | -1, size: number | null): void {
    const total = this.#totals[state];
    total.files += files;
    total.bytes += files * (size ?? 0);
  }

  moveAll(from: JobState, to: JobState): void {
    this.#totals[to].files += this.#totals[from].files;
    this.#totals[to].bytes += this.#totals[from].bytes;
    this.#totals[from] = { files: 0, bytes: 0 };
  }

  of(state: JobState): FilesAndBytes {
    return this.#totals[state];
  }

  all(): Readonly<Record<JobState, FilesAndBytes>> {
    return structuredClone(this.#totals);
  }
}
