import type { JobTarget, WantedFile } from '#shared/downloads/job.ts';
import { type Condition, conditionOf, hasId } from './job-conditions.ts';
import type { RemovedJob } from './job-rows.ts';
import type { Running } from './slots.ts';
import type { QueueDeps } from './queue-options.ts';
import type { QueuePump } from './queue-pump.ts';
import type { QueueState } from './queue-state.ts';
import { isSameFile } from './same-file.ts';

/** The user's commands for single jobs. They go to the store first; then the transfers they concern are cancelled. */
export class QueueCommands {
  readonly #deps: QueueDeps;
  readonly #state: QueueState;
  readonly #pump: QueuePump;

  constructor(deps: QueueDeps, state: QueueState, pump: QueuePump) {
    this.#deps = deps;
    this.#state = state;
    this.#pump = pump;
  }

  want(files: Iterable<WantedFile>): number {
    const wanted = [...files];
    const paused = this.#deps.store.want(wanted);
    this.#refuseCollisions(wanted);
    this.#state.ready = [];
    this.#state.recount();
    this.#state.changed();
    return paused;
  }

  add(files: Iterable<WantedFile>): void {
    const state = this.#state;
    const wanted = [...files];
    const outdated = this.#outdatedBy(wanted);
    const known = this.#deps.store.add(wanted);
    state.slots.leave(outdated);
    // A million files are added batch by batch: to count all of them after each batch would take minutes.
    for (const { state: before, size } of known) state.totals.add(before, -1, size);
    for (const { size } of wanted) state.totals.add('queued', 1, size);
    const refused = this.#refuseCollisions(wanted);
    if (refused > 0 || outdated.length > 0) state.recount();
    state.ready = [];
    state.changed();
    this.#pump.pump();
  }

  pauseJobs(target: JobTarget): void {
    const from = ['queued', 'waiting-for-auth'] as const;
    this.#command(target, (jobs) => this.#deps.store.moveSome(jobs, from, 'paused'));
  }

  resumeJobs(target: JobTarget, from: 'paused' | 'failed'): void {
    const jobs = this.#condition(target);
    this.#change(() => this.#deps.store.moveSome(jobs, [from], 'queued'));
  }

  removeJobs(target: JobTarget): readonly RemovedJob[] {
    return this.#command(target, (jobs) => this.#deps.store.remove(jobs)).flat();
  }

  restoreJobs(jobs: readonly RemovedJob[]): void {
    this.#change(() => this.#deps.store.restore(jobs));
  }

  reorderJobs(target: JobTarget, beforeId: number | null): void {
    const jobs = this.#condition(target);
    this.#change(() => this.#deps.store.reorder(jobs, beforeId));
  }

  /**
   * Changes jobs in the store, including those in transfer, which are stored as queued. Cancels the transfers only after
   * that: if the change could not be stored, they continue.
   */
  #command<T>(target: JobTarget, change: (jobs: Condition) => T): readonly T[] {
    const { slots } = this.#state;
    const jobs = this.#condition(target);
    const meant = slots.meant(target);
    return this.#change(() => {
      const ids = meant.map(({ job }) => job.id);
      const results = [change(jobs), change(hasId(ids))];
      slots.leave(meant);
      return results;
    });
  }

  #change<T>(change: () => T): T {
    const result = change();
    this.#state.ready = [];
    this.#state.recount();
    this.#state.changed();
    this.#pump.pump();
    return result;
  }

  #condition(target: JobTarget): Condition {
    return conditionOf(target, this.#state.slots.running);
  }

  /** The jobs in transfer whose file was added again with another revision or checksum. */
  #outdatedBy(wanted: readonly WantedFile[]): readonly Running[] {
    const byPath = new Map(
      [...this.#state.slots.running.values()].map((running) => [running.job.path, running]),
    );
    return wanted.flatMap((file) => {
      const running = byPath.get(file.path);
      return running === undefined || isSameFile(running.job, file) ? [] : [running];
    });
  }

  /** Fails files that this disk would write over an earlier one. @returns how many */
  #refuseCollisions(wanted: readonly WantedFile[]): number {
    const { namesFold, store } = this.#deps;
    if (!namesFold) return 0;
    const refused = store.reserveNames(wanted.map(({ path }) => path));
    store.refuse(refused, {
      code: 'name-refused',
      message:
        'another file has the same name on this disk, which does not tell capitals apart or accents that are written differently. Fetch it into another folder.',
    });
    return refused.length;
  }
}
