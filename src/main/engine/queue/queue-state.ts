import type { Job, JobState } from '#shared/downloads/job.ts';
import { etaSeconds, nextRate, startRate, type RateEstimate } from '#shared/downloads/rate.ts';
import type { ActiveFile, QueuePhase, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { Slots, type Running } from './slots.ts';
import type { QueueDeps, QueueOptions } from './queue-options.ts';
import { QueueTotals } from './queue-totals.ts';

/** The phase of a queue, its jobs in transfer, and their counts. Starts and stops nothing. */
export class QueueState {
  readonly #deps: QueueDeps;
  options: QueueOptions;
  readonly slots = new Slots();
  totals: QueueTotals;
  /** Jobs that were read from the store ahead of time, the next one last. */
  ready: Job[] = [];
  #phase: QueuePhase = { kind: 'idle' };
  #revision = 0;
  #rate: RateEstimate;
  /** Bytes received from the network in this session, for the rate. */
  #received = 0;

  constructor(deps: QueueDeps, options: QueueOptions) {
    this.#deps = deps;
    this.options = options;
    this.totals = new QueueTotals(deps.store.totals());
    this.#rate = startRate(deps.clock.now(), 0);
    const failure = deps.notice ?? null;
    if (failure !== null) this.#phase = { kind: 'halted', by: 'disk', failure };
  }

  get phase(): QueuePhase {
    return this.#phase;
  }

  set phase(phase: QueuePhase) {
    this.#phase = phase;
    this.changed();
  }

  /** Whether the queue works, or will by itself after a back-off. */
  get isGoingOn(): boolean {
    return this.#phase.kind === 'running' || this.#phase.kind === 'resting';
  }

  changed(): void {
    this.#revision += 1;
  }

  received(bytes: number): void {
    this.#received += bytes;
  }

  restartRate(): void {
    this.#rate = startRate(this.#deps.clock.now(), this.#received);
  }

  /** Reads the totals from the store again, after a change that was not counted job by job. */
  recount(): void {
    this.totals = new QueueTotals(this.#deps.store.totals());
    this.#countActive(this.#haltedState());
  }

  moveAll(from: JobState, to: JobState): void {
    this.ready = [];
    this.#deps.store.moveAll(from, to);
    this.totals = new QueueTotals(this.#deps.store.totals());
    // Jobs in transfer are stored as queued, so the store has moved them, too.
    this.#countActive(from === 'queued' ? to : 'queued');
  }

  /** Gives an active job its new state. @returns false if a command has changed the job meanwhile */
  settle(running: Running, after: Job): boolean {
    if (running.isLeaving) return false;
    running.isSettled = true;
    this.#deps.store.update(after);
    this.totals.add('active', -1, running.job.size);
    this.totals.add(after.state, 1, after.size);
    return true;
  }

  /** Counts a job whose transfer was cancelled under its stored state. A command for this job has counted it already. */
  stopped(running: Running): void {
    if (running.isLeaving) return;
    running.isSettled = true;
    this.totals.move('active', this.#haltedState(), running.job.size);
  }

  snapshot(): QueueSnapshot {
    const shown = this.totals.copy();
    const active: ActiveFile[] = [];
    let bytesDone = shown.of('done').bytes;
    for (const running of this.slots.running.values()) {
      bytesDone += running.bytesDone;
      const { id, path, size, attempts } = running.job;
      if (running.bytesLanding !== null) {
        // It has released its slot. Shown as queued, or more files would seem to be active than may be.
        shown.move('active', 'queued', size);
        continue;
      }
      active.push({ id, path, state: running.state, size, bytesDone: running.bytesDone, attempts });
    }
    const totals = shown.all();
    const bytesTotal = Object.values(totals).reduce((sum, total) => sum + total.bytes, 0);
    this.#rate = nextRate(this.#rate, this.#deps.clock.now(), this.#received);
    const bytesLeft = bytesTotal - bytesDone - totals.failed.bytes - totals.paused.bytes;
    const { bytesPerSecond } = this.#rate;
    return {
      revision: this.#revision,
      phase: this.#phase,
      totals,
      bytesDone,
      bytesTotal,
      bytesPerSecond: active.length === 0 ? null : bytesPerSecond,
      etaSeconds: etaSeconds(bytesPerSecond, bytesLeft),
      waitingForDropboxUntilMs: this.#deps.waitingForDropboxUntilMs(),
      active,
    };
  }

  #countActive(storedAs: JobState): void {
    for (const { job } of this.slots.running.values()) {
      this.totals.move(storedAs, 'active', job.size);
    }
  }

  #haltedState(): JobState {
    return this.#phase.kind === 'halted' && this.#phase.by === 'auth'
      ? 'waiting-for-auth'
      : 'queued';
  }
}
