import type { Job, JobTarget } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** At most so many small files, and so many bytes of them, wait for the disk without a download slot. */
const MAX_LANDING = 16;
const MAX_LANDING_BYTES = 8 * 1024 * 1024;

/** A job in transfer. */
export interface Running {
  readonly job: Job;
  readonly abort: AbortController;
  state: 'active' | 'verifying';
  bytesDone: number;
  /** Bytes of it that were here when this attempt began; null until that is known. */
  bytesBefore: number | null;
  /** Opens another connection for the file, which takes a slot of its own; null if none can be opened. */
  widen: (() => boolean) | null;
  /** Bytes that wait only for the disk, after the slot was released; null while the job holds its slot. */
  bytesLanding: number | null;
  /** Whether a command has cancelled this transfer. The job's new state is stored already. */
  isLeaving: boolean;
  /** Whether the result is stored and counted. */
  isSettled: boolean;
}

/**
 * The jobs in transfer and their download slots: one for each file, one for each further connection of a large file,
 * none for a small file that only waits for the disk.
 */
export class Slots {
  readonly #running = new Map<number, Running>();
  readonly #leaving = new Set<Running>();
  /** Connections beyond the first of each file. */
  #extraLanes = 0;
  #filesLanding = 0;
  #bytesLanding = 0;

  /** By the jobs' ids, without those that a command has cancelled. */
  get running(): ReadonlyMap<number, Running> {
    return this.#running;
  }

  get isQuiet(): boolean {
    return this.#running.size + this.#leaving.size === 0;
  }

  /** The paths of all transfers that have not ended: two transfers must never write one file. */
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
   * Releases the slot of a file whose `bytes` only wait for the disk, so that network and disk never wait for each other.
   * @returns false if too much waits already
   */
  land(running: Running, bytes: number): boolean {
    const isTooMuch =
      this.#filesLanding >= MAX_LANDING || this.#bytesLanding + bytes > MAX_LANDING_BYTES;
    if (isTooMuch) return false;
    running.bytesLanding = bytes;
    this.#filesLanding += 1;
    this.#bytesLanding += bytes;
    return true;
  }

  /** Gives idle slots to the files in transfer, one connection to each in turn. */
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

  /** A connection that {@link Slots.widen} opened is done. */
  narrow(): void {
    this.#extraLanes -= 1;
  }

  /** The jobs in transfer that a command means. */
  meant(target: JobTarget): readonly Running[] {
    return [...this.#running.values()].filter((running) => isMeant(running, target));
  }

  /** Cancels jobs whose new state a command has stored. Each holds its slot until its transfer has shut down. */
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
