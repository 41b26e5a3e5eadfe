import type { Failure, Job } from '#shared/downloads/job.ts';
import { OutageWatch } from '#shared/downloads/outage.ts';
import { targetOf } from '../transfer/target.ts';
import type { QueueDeps } from './queue-options.ts';
import type { QueuePump } from './queue-pump.ts';
import type { QueueState } from './queue-state.ts';
import { SpaceWatch } from './space-watch.ts';

/** Takes the whole queue from one phase to the next: started and paused by the user, halted or backing off by itself. */
export class QueuePhases {
  readonly #deps: QueueDeps;
  readonly #state: QueueState;
  readonly #pump: QueuePump;
  readonly #spaceWatch: SpaceWatch;
  readonly outage = new OutageWatch();
  /** Counts starts and pauses. A start that had to wait does nothing if a later command came meanwhile. */
  #lastCommand = 0;
  #isClosed = false;
  /** Whether transfers under way finish although the queue is halted. */
  #isFinishing = false;

  constructor(deps: QueueDeps, state: QueueState, pump: QueuePump) {
    this.#deps = deps;
    this.#state = state;
    this.#pump = pump;
    this.#spaceWatch = new SpaceWatch(deps.clock, deps.freeSpace);
  }

  /** Whether the queue will go on by itself once the disk has free space. */
  get awaitsSpace(): boolean {
    return this.#spaceWatch.isWaiting;
  }

  async start(): Promise<void> {
    const state = this.#state;
    if (state.isGoingOn) return;
    this.#spaceWatch.end();
    const command = (this.#lastCommand += 1);
    if (!this.#isFinishing) await this.#pump.whenSettled();
    // A pause since then is the newer command.
    if (command !== this.#lastCommand || this.#isClosed) return;
    try {
      state.moveAll('waiting-for-auth', 'queued');
    } catch (error) {
      this.#pump.haltWithoutStore(error);
      return;
    }
    this.#isFinishing = false;
    this.#pump.unsettle();
    state.restartRate();
    state.phase = { kind: 'running' };
    this.#pump.pump();
  }

  async pause(): Promise<void> {
    this.#lastCommand += 1;
    this.#spaceWatch.end();
    if (this.#state.isGoingOn) this.#state.phase = { kind: 'paused' };
    this.#abortAll();
    await this.#pump.whenSettled();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.pause();
  }

  async restart(): Promise<void> {
    if (this.#state.phase.kind !== 'running') return;
    const paused = this.pause();
    const command = this.#lastCommand;
    await paused;
    if (command === this.#lastCommand) await this.start();
  }

  /** A file was downloaded: neither the network nor the disk is in the way. */
  succeeded(): void {
    this.outage.succeeded();
    this.#spaceWatch.succeeded();
  }

  /** Waits out an outage. Halts instead after as many back-offs as the options allow. */
  backOff(failure: Failure, minDelayMs: number): void {
    const { options, phase } = this.#state;
    if (phase.kind !== 'running') return;
    if (this.outage.rests >= (options.maxBackoffs ?? Infinity)) {
      this.halt('outage', failure);
      return;
    }
    const untilMs = this.#deps.clock.now() + Math.max(this.outage.nextRestMs(), minDelayMs);
    this.#state.phase = { kind: 'resting', untilMs, failure };
    this.#pump.wakeAt(untilMs);
  }

  /** @param finishesBegun whether transfers under way finish, instead of being cancelled */
  halt(by: 'auth' | 'disk' | 'outage', failure: Failure, finishesBegun = false): void {
    const state = this.#state;
    if (state.phase.kind === 'halted') return;
    state.phase = { kind: 'halted', by, failure };
    if (by === 'auth') state.moveAll('queued', 'waiting-for-auth');
    this.#isFinishing = finishesBegun;
    if (finishesBegun) this.#pump.startNothing();
    else this.#abortAll();
  }

  /** Starts again by itself once the file of a job fits on the disk. */
  startOnceFits({ path, size }: Job): void {
    const { outputFolder, names } = this.#deps;
    this.#spaceWatch.await(targetOf(outputFolder, path, names), size ?? 0, () => this.start());
  }

  #abortAll(): void {
    this.#isFinishing = false;
    this.#state.slots.stopAll();
    this.#pump.startNothing();
  }
}
