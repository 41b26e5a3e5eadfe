import { isOfStore } from '#main/system/disk/state-error.ts';
import type { Assurance, Failure, Job, Outcome } from '#shared/downloads/job.ts';
import { stopsEverything } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import { removePart } from '../transfer/part-file.ts';
import { targetOf } from '../transfer/target.ts';
import { bringFile } from './bring-file.ts';
import { decideFailure } from './decide-failure.ts';
import type { Running } from './slots.ts';
import type { QueueDeps } from './queue-options.ts';
import type { QueuePhases } from './queue-phases.ts';
import type { QueuePump } from './queue-pump.ts';
import type { QueueState } from './queue-state.ts';
import { keepsPart, recognizeFailure } from './recognize-failure.ts';
import { relisted } from './relisted.ts';
import { isSameFile } from './same-file.ts';

/** Transfers one job, and carries out what its end means for the job and for the queue. */
export class JobRunner {
  readonly #deps: QueueDeps;
  readonly #state: QueueState;
  readonly #pump: QueuePump;
  readonly #phases: QueuePhases;

  constructor(deps: QueueDeps, state: QueueState, pump: QueuePump, phases: QueuePhases) {
    this.#deps = deps;
    this.#state = state;
    this.#pump = pump;
    this.#phases = phases;
  }

  /** Never rejects. */
  async run(running: Running): Promise<void> {
    const { slots } = this.#state;
    try {
      await this.#bring(running);
    } catch (error) {
      await this.#failed(running, error).catch((worse: unknown) => {
        this.#pump.haltWithoutStore(worse);
        slots.stopAll();
        if (!running.isSettled) this.#state.stopped(running);
      });
    } finally {
      slots.giveBack(running);
      this.#state.changed();
      this.#pump.pump();
    }
  }

  async #bring(running: Running): Promise<void> {
    const state = this.#state;
    const { job, abort } = running;
    const { outcome, assurance } = await bringFile(this.#deps, {
      job,
      overwrite: state.options.overwrite,
      signal: abort.signal,
      onVerifying: () => this.#enter(running, 'verifying'),
      onFetching: () => this.#enter(running, 'active'),
      onReplaced: (why) => this.#deps.onFile({ kind: 'replaced', path: job.path, why }),
      onProgress: (bytesDone, received) => {
        state.received(received);
        running.bytesDone = bytesDone;
        if (running.state === 'active') running.bytesBefore ??= bytesDone;
        state.changed();
      },
      onArrived: (bytes) => {
        if (state.slots.land(running, bytes)) this.#pump.pump();
      },
      onWidenable: (widen) => {
        running.widen = widen;
        if (widen !== null) this.#pump.pump();
      },
      onLaneEnd: () => {
        state.slots.narrow();
        this.#pump.pump();
      },
    });
    // A file that was on disk already shows nothing about the network.
    if (outcome === 'fetched') this.#phases.succeeded();
    this.#done(running, outcome, assurance);
  }

  #enter(running: Running, state: Running['state']): void {
    running.state = state;
    this.#state.changed();
  }

  #done(running: Running, outcome: Outcome, assurance: Assurance): void {
    const { job } = running;
    const done: Job = { ...job, state: 'done', failure: null, outcome, assurance };
    if (!this.#state.settle(running, done) && !this.#landedLate(done)) return;
    const { path, size } = job;
    this.#deps.onFile({ kind: 'done', path, size, outcome, assurance });
  }

  /**
   * A file was finished although a command had cancelled its transfer. It is on disk now, and counts as done unless
   * another revision of it is wanted by now. @returns whether no other revision is wanted
   */
  #landedLate(done: Job): boolean {
    const { store } = this.#deps;
    const stored = store.byPath(done.path);
    if (stored === null) return true;
    if (!isSameFile(stored, done)) return false;
    store.update({ ...done, id: stored.id });
    this.#state.ready = [];
    this.#state.recount();
    this.#state.changed();
    this.#pump.pump();
    return true;
  }

  async #failed(running: Running, error: unknown): Promise<void> {
    const { job, abort, bytesDone, bytesBefore } = running;
    const state = this.#state;
    if (abort.signal.aborted) {
      state.stopped(running);
      return;
    }
    // The store has failed, and not the file.
    if (isOfStore(error)) throw error;
    const { root, clock, random } = this.#deps;
    const { retry, parallel } = state.options;
    const known = root.judge(recognizeFailure(job, error));
    const failure: Failure = { code: known.code, message: known.message };
    const isOutage = this.#phases.outage.failed(job.id, known, parallel);
    const decision = decideFailure(
      { job, error: known, isOutage, bytesDone, bytesBefore },
      { retry, nowMs: clock.now(), random: random() },
    );
    switch (decision.kind) {
      case 'back-off':
        state.settle(running, decision.after);
        this.#phases.backOff(failure, decision.minDelayMs);
        return;
      case 'requeue':
        state.settle(running, decision.after);
        return;
      case 'retry':
        this.#retryLater(running, decision.after);
        return;
      case 'relist':
        await this.#relist(running, decision.after);
        return;
      case 'give-up':
        await this.#giveUp(running, failure, decision.wrongHash);
        return;
      case 'halt':
        this.#phases.halt(decision.by, failure, decision.finishesBegun);
        state.settle(running, decision.after);
        if (decision.awaitsSpace) this.#phases.startOnceFits(job);
        return;
      default:
        assertNever(decision, 'decision');
    }
  }

  #retryLater(running: Running, after: Job): void {
    const { path, failure } = after;
    const isWanted = this.#state.settle(running, after);
    if (isWanted && failure !== null) this.#deps.onFile({ kind: 'will-retry', path, failure });
  }

  /** Lists a file again that seems to have been replaced, and retries it with its new facts. */
  async #relist(running: Running, after: Job): Promise<void> {
    const { job, abort } = running;
    try {
      const answer = await relisted(this.#deps.source, job, after.failure, abort.signal);
      if (answer.kind === 'hopeless') {
        await this.#giveUp(running, answer.failure, null);
        return;
      }
      this.#retryLater(running, { ...after, ...answer.facts, wrongHash: null, retryAtMs: 0 });
    } catch (error) {
      if (abort.signal.aborted) {
        this.#state.stopped(running);
        return;
      }
      const { code, message } = recognizeFailure(job, error);
      if (stopsEverything(code)) {
        this.#phases.halt('auth', { code, message });
        this.#state.stopped(running);
        return;
      }
      // Listing has failed, not the file: its next attempt lists it again.
      this.#retryLater(running, after);
    }
  }

  async #giveUp(running: Running, failure: Failure, wrongHash: string | null): Promise<void> {
    const { outputFolder, names, onFile } = this.#deps;
    const { job } = running;
    // Blocks of a broken transfer help a later attempt. Blocks that can't become this file do not.
    if (
      failure.code !== 'name-refused' &&
      failure.code !== 'no-permission' &&
      !keepsPart(failure)
    ) {
      await removePart(targetOf(outputFolder, job.path, names)).catch(() => undefined);
    }
    const after: Job = { ...job, state: 'failed', attempts: job.attempts + 1, failure, wrongHash };
    const isWanted = this.#state.settle(running, after);
    if (isWanted) onFile({ kind: 'failed', path: job.path, failure });
  }
}
