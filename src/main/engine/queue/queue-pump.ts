import type { Job } from '#shared/downloads/job.ts';
import { isOfStore, stateError } from '#main/system/disk/state-error.ts';
import type { Running } from './slots.ts';
import type { QueueDeps } from './queue-options.ts';
import type { QueueState } from './queue-state.ts';
import { recognizeFailure } from './recognize-failure.ts';

/** How many jobs are read from the store at a time. */
const READ_AHEAD = 200;

/** Starts jobs while the queue runs and slots are free, and sees when nothing goes on any more. */
export class QueuePump {
  readonly #deps: QueueDeps;
  readonly #state: QueueState;
  readonly #work: (running: Running) => Promise<void>;
  #timer: AbortController | null = null;
  #settled: PromiseWithResolvers<void> = Promise.withResolvers();

  /** @param work transfers one job, and never rejects */
  constructor(deps: QueueDeps, state: QueueState, work: (running: Running) => Promise<void>) {
    this.#deps = deps;
    this.#state = state;
    this.#work = work;
    this.#settled.resolve();
  }

  /** Resolves when no transfer is under way and none will start by itself. */
  async whenSettled(): Promise<void> {
    await this.#settled.promise;
  }

  /** Call it before the queue goes on: {@link QueuePump.whenSettled} waits for its end from then on. */
  unsettle(): void {
    if (this.#state.slots.isQuiet) this.#settled = Promise.withResolvers();
  }

  pump(): void {
    const state = this.#state;
    try {
      this.#deps.store.flushIfDue(this.#deps.clock.now());
      this.#startJobs();
      if (!state.slots.isQuiet) return;
      if (state.phase.kind === 'running' && this.#timer === null) state.phase = { kind: 'idle' };
      if (state.isGoingOn) return;
      this.#deps.store.flush();
    } catch (error) {
      this.haltWithoutStore(error);
      state.slots.stopAll();
      if (!state.slots.isQuiet) return;
    }
    this.#settled.resolve();
  }

  /** Pumps again at a time, or at once if it has passed. A new call replaces the last one. */
  wakeAt(atMs: number): void {
    this.#timer?.abort();
    const timer = new AbortController();
    this.#timer = timer;
    const delayMs = Math.max(1, atMs - this.#deps.clock.now());
    this.#deps.clock.delay(delayMs, timer.signal).then(
      () => {
        this.#timer = null;
        if (this.#state.phase.kind === 'resting') this.#state.phase = { kind: 'running' };
        this.pump();
      },
      () => undefined,
    );
  }

  /** Cancels the next wake-up, and settles if nothing is in transfer. */
  startNothing(): void {
    this.#timer?.abort();
    this.#timer = null;
    this.#state.ready = [];
    this.pump();
  }

  /** The queue can't go on without its store. The next start checks again what is on disk. */
  haltWithoutStore(error: unknown): void {
    const { stateFolder } = this.#deps;
    const isOfState = stateFolder !== undefined && isOfStore(error);
    const ofState = isOfState ? stateError(error, stateFolder) : null;
    const { code, message } = ofState ?? recognizeFailure(null, error);
    this.#state.phase = { kind: 'halted', by: 'disk', failure: { code, message } };
  }

  /** Fills the free slots. If no job is due, it wakes for the next retry, and offers the slots to large files. */
  #startJobs(): void {
    const { options, phase, slots } = this.#state;
    if (phase.kind !== 'running') return;
    const { parallel, splitLarge } = options;
    while (slots.hasFree(parallel)) {
      const job = this.#next();
      if (job === null) {
        const retryAtMs = this.#deps.store.nextRetryAtMs([...slots.paths]);
        if (retryAtMs !== null) this.wakeAt(retryAtMs);
        if (splitLarge) slots.widen(parallel);
        return;
      }
      const running = slots.take(job);
      this.#state.totals.move('queued', 'active', job.size);
      this.#state.changed();
      void this.#work(running);
    }
  }

  #next(): Job | null {
    const state = this.#state;
    if (state.ready.length === 0) {
      const { paths } = state.slots;
      const limit = READ_AHEAD + paths.size;
      state.ready = this.#deps.store
        .nextQueued(this.#deps.clock.now(), state.options.retry.longestDelayMs, limit)
        .filter(({ path }) => !paths.has(path))
        .toReversed();
    }
    return state.ready.pop() ?? null;
  }
}
