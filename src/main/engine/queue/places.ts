import type { Job, JobTarget } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** So many small files, of so many bytes, may wait for the disk while others are fetched in their places. */
const MOST_LANDING = 16;
const MOST_LANDING_BYTES = 8 * 1024 * 1024;

/** A job in transfer. */
export interface Running {
  readonly job: Job;
  readonly abort: AbortController;
  state: 'active' | 'verifying';
  bytesDone: number;
  /** Bytes of it that were here when this try began; null until that is known. */
  bytesBefore: number | null;
  /** Opens another connection for the file, which takes a place as a file does; null where it can't. */
  widen: (() => boolean) | null;
  /** Bytes that wait for the disk alone, while the place is given to another file; null where it has its place. */
  bytesLanding: number | null;
  /** Whether the user has ordered otherwise: what becomes of the file is stored already, and this only ends. */
  isLeaving: boolean;
  /** Whether what became of it is stored and counted. */
  isSettled: boolean;
}

/**
 * The jobs in transfer and the places that they take: one a file, one for each further connection of a large file,
 * none for a small one that waits for the disk alone.
 */
export class Places {
  readonly #running = new Map<number, Running>();
  readonly #leaving = new Set<Running>();
  /** Connections beyond one a file. */
  #extraLanes = 0;
  #filesLanding = 0;
  #bytesLanding = 0;

  /** By the jobs' ids; without those that are only to end. */
  get running(): ReadonlyMap<number, Running> {
    return this.#running;
  }

  get isQuiet(): boolean {
    return this.#running.size + this.#leaving.size === 0;
  }

  /** The paths of all that has not ended: two transfers must not write one file. */
  get paths(): ReadonlySet<string> {
    return new Set([...this.#running.values(), ...this.#leaving].map(({ job }) => job.path));
  }

  hasFree(parallel: number): boolean {
    const files = this.#running.size + this.#leaving.size - this.#filesLanding;
    return files + this.#extraLanes < parallel;
  }

  take(job: Job): Running {
    const running: Running = {
      job,
      abort: new AbortController(),
      state: 'active',
      bytesDone: 0,
      bytesBefore: null,
      widen: null,
      bytesLanding: null,
      isLeaving: false,
      isSettled: false,
    };
    this.#running.set(job.id, running);
    return running;
  }

  giveBack(running: Running): void {
    const { job, isLeaving, bytesLanding } = running;
    if (isLeaving) this.#leaving.delete(running);
    else this.#running.delete(job.id);
    if (bytesLanding === null) return;
    this.#filesLanding -= 1;
    this.#bytesLanding -= bytesLanding;
  }

  /**
   * Gives the place of a file whose `bytes` wait for the disk to the next: neither the way to Dropbox nor the disk
   * waits for the other. @returns whether too much isn't waiting already
   */
  land(running: Running, bytes: number): boolean {
    const isTooMuch =
      this.#filesLanding >= MOST_LANDING || this.#bytesLanding + bytes > MOST_LANDING_BYTES;
    if (isTooMuch) return false;
    running.bytesLanding = bytes;
    this.#filesLanding += 1;
    this.#bytesLanding += bytes;
    return true;
  }

  /** Gives places that no file needs to files under way, one to each in turn. */
  widen(parallel: number): void {
    for (let opened = true; opened; ) {
      opened = false;
      for (const { widen } of this.#running.values()) {
        if (!this.hasFree(parallel)) return;
        if (widen?.() !== true) continue;
        this.#extraLanes += 1;
        opened = true;
      }
    }
  }

  /** A connection that {@link Places.widen} opened is done. */
  narrow(): void {
    this.#extraLanes -= 1;
  }

  /** The jobs in transfer that an order means. */
  meant(target: JobTarget): readonly Running[] {
    return [...this.#running.values()].filter((running) => isMeant(running, target));
  }

  /** Has jobs end that are not wanted any more as they are; each gives its place back when it is quiet. */
  leave(jobs: readonly Running[]): void {
    for (const running of jobs) {
      running.isLeaving = true;
      this.#running.delete(running.job.id);
      this.#leaving.add(running);
      running.abort.abort(stopped());
    }
  }

  stopAll(): void {
    for (const { abort } of this.#running.values()) abort.abort(stopped());
  }
}

function isMeant({ job, state }: Running, target: JobTarget): boolean {
  if (target.kind === 'ids') return target.ids.includes(job.id);
  if (target.kind === 'list') {
    const { filter, search, except } = target;
    const isFound = job.path.toLowerCase().includes(search.toLowerCase());
    return (filter === 'all' || filter === state) && isFound && !except.includes(job.id);
  }
  // What is in transfer is stored as queued.
  return target.state === 'all' || target.state === state || target.state === 'queued';
}

function stopped(): AppError {
  return new AppError('cancelled', 'Stopped.');
}
