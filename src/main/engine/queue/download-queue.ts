import type { JobTarget, WantedFile } from '#shared/downloads/job.ts';
import type { JobQuery, JobRange, JobSpan } from '#shared/downloads/job-row.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { conditionOf } from './job-conditions.ts';
import type { RemovedJob } from './job-rows.ts';
import { JobRunner } from './job-runner.ts';
import { QueueCommands } from './queue-commands.ts';
import type { QueueDeps, QueueOptions } from './queue-options.ts';
import { type JobPage, pageOf, spanOf } from './queue-page.ts';
import { QueuePhases } from './queue-phases.ts';
import { QueuePump } from './queue-pump.ts';
import { QueueState } from './queue-state.ts';

export type { QueueDeps, QueueOptions } from './queue-options.ts';

/**
 * Downloads the jobs of a store, `parallel` at a time, until nothing can go on: all are done or failed, the user has
 * paused them, or an error that only the user can remove has halted the queue. Knows nothing of threads, hosts or Dropbox.
 */
export class DownloadQueue {
  readonly #deps: QueueDeps;
  readonly #state: QueueState;
  readonly #pump: QueuePump;
  readonly #phases: QueuePhases;
  readonly #commands: QueueCommands;

  constructor(deps: QueueDeps, options: QueueOptions) {
    this.#deps = deps;
    this.#state = new QueueState(deps, options);
    this.#pump = new QueuePump(deps, this.#state, (running) => runner.run(running));
    this.#phases = new QueuePhases(deps, this.#state, this.#pump);
    this.#commands = new QueueCommands(deps, this.#state, this.#pump);
    const runner = new JobRunner(deps, this.#state, this.#pump, this.#phases);
  }

  /** Starts, or continues after a pause or halt as soon as cancelled transfers have shut down. */
  async start(): Promise<void> {
    await this.#phases.start();
  }

  /** Cancels all transfers, keeping their finished blocks. Resolves when nothing writes to the disk any more. */
  async pause(): Promise<void> {
    await this.#phases.pause();
  }

  /** Pauses for good: no earlier or later start has an effect. */
  async close(): Promise<void> {
    await this.#phases.close();
  }

  /** Cancels the transfers of a running queue and starts them again. A pause that comes meanwhile holds. */
  async restart(): Promise<void> {
    await this.#phases.restart();
  }

  /** Resolves when nothing is in transfer and nothing will start by itself. */
  async whenSettled(): Promise<void> {
    await this.#pump.whenSettled();
  }

  /** Whether nothing is in transfer and nothing will start by itself, not even when a full disk has free space again. */
  get isQuiet(): boolean {
    const { isGoingOn, slots } = this.#state;
    return !isGoingOn && slots.isQuiet && !this.#phases.awaitsSpace;
  }

  /**
   * Makes `files` the queue's work and pauses its other files; see {@link QueueStore.want}. Only while the queue is
   * not running. @returns how many jobs are paused
   */
  want(files: Iterable<WantedFile>): number {
    return this.#commands.want(files);
  }

  /** Adds files behind those that are queued, and starts on them if the queue is running. */
  add(files: Iterable<WantedFile>): void {
    this.#commands.add(files);
  }

  /** Pauses jobs until they are resumed; those in transfer keep their finished blocks. */
  pauseJobs(target: JobTarget): void {
    this.#commands.pauseJobs(target);
  }

  /** Puts paused or failed jobs back into the queue, with no failed attempts. */
  resumeJobs(target: JobTarget, from: 'paused' | 'failed'): void {
    this.#commands.resumeJobs(target, from);
  }

  /** Removes jobs from the queue; files on disk stay. @returns them, for {@link DownloadQueue.restoreJobs} */
  removeJobs(target: JobTarget): readonly RemovedJob[] {
    return this.#commands.removeJobs(target);
  }

  restoreJobs(jobs: readonly RemovedJob[]): void {
    this.#commands.restoreJobs(jobs);
  }

  /** See {@link QueueStore.reorder}. */
  reorderJobs(target: JobTarget, beforeId: number | null): void {
    this.#commands.reorderJobs(target, beforeId);
  }

  setOptions(options: QueueOptions): void {
    this.#state.options = options;
    this.#pump.pump();
  }

  /** How many jobs a target means now. */
  count(target: JobTarget): number {
    return this.#deps.store.count(conditionOf(target, this.#state.slots.running));
  }

  /** The paths of a target's jobs, in queue order. */
  paths(target: JobTarget): readonly string[] {
    return this.#deps.store.paths(conditionOf(target, this.#state.slots.running));
  }

  /** See {@link spanOf}. */
  between(range: JobRange): JobSpan {
    return spanOf(this.#deps.store, this.#state.slots.running, range);
  }

  /** See {@link pageOf}. */
  page(query: JobQuery): JobPage {
    return pageOf(this.#deps.store, this.#state.slots.running, query);
  }

  snapshot(): QueueSnapshot {
    return this.#state.snapshot();
  }
}
