import type {
  Assurance,
  Failure,
  Job,
  JobState,
  JobTarget,
  Outcome,
  WantedFile,
} from '#shared/downloads/job.ts';
import type { JobQuery, JobRange } from '#shared/downloads/job-row.ts';
import type { NameRules } from '#shared/downloads/local-name.ts';
import { etaSeconds, nextRate, startRate, type RateEstimate } from '#shared/downloads/rate.ts';
import { judge, type RetryPolicy, triesThatCount } from '#shared/downloads/retry-policy.ts';
import type {
  ActiveFile,
  FileEvent,
  QueuePhase,
  QueueSnapshot,
} from '#shared/downloads/snapshot.ts';
import { stopsEverything } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import { isOfStore, stateError } from '#main/system/disk/state-error.ts';
import type { Clock } from '#main/system/time/clock.ts';
import { bringFile } from './bring-file.ts';
import type { FileSource } from '../transfer/file-source.ts';
import type { OutputRoot } from './output-root.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { OutageWatch } from '#shared/downloads/outage.ts';
import { removePart } from '../transfer/part-file.ts';
import { Places, type Running } from './places.ts';
import { NoRoom, type Room } from './room.ts';
import { RoomWatch } from './room-watch.ts';
import type { QueueStore } from './queue-store.ts';
import type { RemovedJob } from './job-rows.ts';
import { type Condition, conditionOf, hasId } from './job-conditions.ts';
import { idsBetween, type JobPage, pageOf } from './queue-page.ts';
import { QueueTotals } from './queue-totals.ts';
import { keepsPart, recognizeFailure } from './recognize-failure.ts';
import { relisted } from './relisted.ts';
import { isSameFile } from './same-file.ts';
import type { WriteSmallFile } from '../transfer/small-file.ts';
import { targetOf } from '../transfer/target.ts';
import { WrongHash } from '../transfer/transfer-request.ts';

/** How many jobs are read from the store at a time. */
const READ_AHEAD = 200;

export interface QueueOptions {
  /** Files in transfer at once, at least 1. */
  readonly parallel: number;
  /** Fetch files that are there already, too. */
  readonly overwrite: boolean;
  /** Bring a large file over several connections while there are free places. */
  readonly splitLarge: boolean;
  readonly retry: RetryPolicy;
  /** Rests in a row, each up to a minute, after which an outage halts the queue. @default Infinity */
  readonly outagePatience?: number;
}

export interface QueueDeps {
  readonly store: QueueStore;
  /** The folder of the store's file, for words about its disk. */
  readonly stateFolder?: string;
  readonly source: FileSource;
  readonly outputFolder: string;
  readonly root: OutputRoot;
  readonly writeSmallFile: WriteSmallFile;
  /** Null lets every file be tried, and a full disk wait for {@link DownloadQueue.start}. */
  readonly room: Room | null;
  /** What the user has to know before anything else: the queue begins halted by it. */
  readonly notice?: Failure | null;
  readonly names: NameRules;
  /** Whether the disk takes names that differ in case for the same. */
  readonly namesFold: boolean;
  readonly bootMark: string;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Milliseconds since 1970 until which Dropbox wants no calls; null if it takes them. */
  readonly waitingForDropboxUntilMs: () => number | null;
  readonly onFile: (event: FileEvent) => void;
}

/**
 * Works off the jobs of a store, `parallel` at a time, until nothing can go on: all done or failed, paused, or
 * halted by something that the user has to mend. Knows nothing of threads, hosts or Dropbox.
 */
export class DownloadQueue {
  readonly #deps: QueueDeps;
  #options: QueueOptions;
  readonly #places = new Places();
  readonly #roomWatch: RoomWatch;
  readonly #outage = new OutageWatch();
  #ready: Job[] = [];
  #phase: QueuePhase = { kind: 'idle' };
  #totals: QueueTotals;
  #revision = 0;
  /** Counts starts and pauses: a start that has to wait gives way to what was ordered after it. */
  #lastOrder = 0;
  #isClosed = false;
  /** Whether files in transfer come to their end in a halt. */
  #isFinishing = false;
  #rate: RateEstimate;
  /** Bytes that came over the wire in this session: what the rate is made of. */
  #received = 0;
  #timer: AbortController | null = null;
  #settled: PromiseWithResolvers<void> = Promise.withResolvers();

  constructor(deps: QueueDeps, options: QueueOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#roomWatch = new RoomWatch(deps.clock, deps.room);
    this.#totals = new QueueTotals(deps.store.totals());
    this.#rate = startRate(deps.clock.now(), 0);
    this.#settled.resolve();
    const failure = deps.notice ?? null;
    if (failure !== null) this.#phase = { kind: 'halted', by: 'disk', failure };
  }

  /**
   * Makes `files` the queue's work and sets aside what it had to do besides; see {@link QueueStore.want}.
   * Only while the queue is not running. @returns how many were set aside
   */
  want(files: Iterable<WantedFile>): number {
    const wanted = [...files];
    const aside = this.#deps.store.want(wanted);
    this.#refuseCollisions(wanted);
    this.#ready = [];
    this.#totals = new QueueTotals(this.#deps.store.totals());
    this.#changed();
    return aside;
  }

  /**
   * Starts, or goes on after a pause or a halt, as soon as what that stopped is quiet; at once where it stopped nothing.
   */
  async start(): Promise<void> {
    if (this.#phase.kind === 'running' || this.#phase.kind === 'resting') return;
    this.#roomWatch.end();
    const order = (this.#lastOrder += 1);
    if (!this.#isFinishing) await this.whenSettled();
    // A pause that was ordered since then is the newer wish.
    if (order !== this.#lastOrder || this.#isClosed) return;
    try {
      this.#moveAll('waiting-for-auth', 'queued');
    } catch (error) {
      this.#haltWithoutMemory(error);
      return;
    }
    this.#isFinishing = false;
    if (this.#places.isQuiet) this.#settled = Promise.withResolvers();
    this.#rate = startRate(this.#deps.clock.now(), this.#received);
    this.#setPhase({ kind: 'running' });
    this.#pump();
  }

  /** Whether nothing is in transfer, and nothing will start by itself, also not when a full disk has room again. */
  get isQuiet(): boolean {
    const { kind } = this.#phase;
    const isGoingOn = kind === 'running' || kind === 'resting';
    return !isGoingOn && this.#places.isQuiet && !this.#roomWatch.isWaiting;
  }

  /** Resolves when nothing is in transfer any more and nothing will start by itself. */
  async whenSettled(): Promise<void> {
    await this.#settled.promise;
  }

  /** Stops all transfers, keeping their finished blocks. Resolves when the disk is quiet. */
  async pause(): Promise<void> {
    this.#lastOrder += 1;
    this.#roomWatch.end();
    if (this.#phase.kind === 'running' || this.#phase.kind === 'resting') {
      this.#setPhase({ kind: 'paused' });
    }
    this.#abortAll();
    await this.whenSettled();
  }

  /** Pauses for good: a start that was ordered meanwhile, or is later, does nothing. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.pause();
  }

  /** Takes every transfer up anew, where any is under way. A pause that comes meanwhile holds. */
  async restart(): Promise<void> {
    if (this.#phase.kind !== 'running') return;
    const paused = this.pause();
    const order = this.#lastOrder;
    await paused;
    if (order === this.#lastOrder) await this.start();
  }

  /** Adds files behind those that are queued, and starts on them if the queue is running. */
  add(files: Iterable<WantedFile>): void {
    const wanted = [...files];
    const outdated = this.#outdatedBy(wanted);
    const known = this.#deps.store.add(wanted);
    this.#places.leave(outdated);
    // Lot by lot a million files come together: to count all of them with each lot would take minutes.
    for (const { state, size } of known) this.#totals.add(state, -1, size);
    for (const { size } of wanted) this.#totals.add('queued', 1, size);
    const refused = this.#refuseCollisions(wanted);
    if (refused > 0 || outdated.length > 0) this.#recount();
    this.#ready = [];
    this.#changed();
    this.#pump();
  }

  /** The jobs in transfer of which something else is said now: another revision, another checksum. */
  #outdatedBy(wanted: readonly WantedFile[]): readonly Running[] {
    const byPath = new Map(
      [...this.#places.running.values()].map((running) => [running.job.path, running]),
    );
    return wanted.flatMap((file) => {
      const running = byPath.get(file.path);
      return running === undefined || isSameFile(running.job, file) ? [] : [running];
    });
  }

  /** Of files that this disk would write over each other, the first is kept. */
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

  /** Sets jobs aside until they are resumed; those in transfer keep their finished blocks. */
  pauseJobs(target: JobTarget): void {
    const from = ['queued', 'waiting-for-auth'] as const;
    this.#order(target, (jobs) => this.#deps.store.moveSome(jobs, from, 'paused'));
  }

  /** Puts paused or failed jobs back into the queue, with no failed tries counted. */
  resumeJobs(target: JobTarget, from: 'paused' | 'failed'): void {
    const jobs = this.#condition(target);
    this.#change(() => this.#deps.store.moveSome(jobs, [from], 'queued'));
  }

  /** Takes jobs out of the queue; what is on disk stays. @returns them, for {@link DownloadQueue.restoreJobs} */
  removeJobs(target: JobTarget): readonly RemovedJob[] {
    return this.#order(target, (jobs) => this.#deps.store.remove(jobs)).flat();
  }

  /**
   * Changes jobs in the store, also those in transfer, which are stored as queued. Only then are these stopped: what
   * could not be stored goes on.
   */
  #order<T>(target: JobTarget, change: (jobs: Condition) => T): readonly T[] {
    const jobs = this.#condition(target);
    const meant = this.#places.meant(target);
    return this.#change(() => {
      const ids = meant.map(({ job }) => job.id);
      const results = [change(jobs), change(hasId(ids))];
      this.#places.leave(meant);
      return results;
    });
  }

  restoreJobs(jobs: readonly RemovedJob[]): void {
    this.#change(() => this.#deps.store.restore(jobs));
  }

  /** See {@link QueueStore.reorder}. */
  reorderJobs(target: JobTarget, beforeId: number | null): void {
    const jobs = this.#condition(target);
    this.#change(() => this.#deps.store.reorder(jobs, beforeId));
  }

  /** The files of a target, in their turn: how many there are now, and their paths. */
  count(target: JobTarget): number {
    return this.#deps.store.count(this.#condition(target));
  }

  paths(target: JobTarget): readonly string[] {
    return this.#deps.store.paths(this.#condition(target));
  }

  /** See {@link idsBetween}. */
  between(range: JobRange): Uint32Array {
    return idsBetween(this.#deps.store, this.#places.running, range);
  }

  #condition(target: JobTarget): Condition {
    return conditionOf(target, this.#places.running);
  }

  /** See {@link pageOf}. */
  page(query: JobQuery): JobPage {
    return pageOf(this.#deps.store, this.#places.running, query);
  }

  /** Changes the store behind the queue's back, and takes its totals and turns anew. */
  #change<T>(change: () => T): T {
    const result = change();
    this.#ready = [];
    this.#recount();
    this.#changed();
    this.#pump();
    return result;
  }

  #recount(): void {
    this.#totals = new QueueTotals(this.#deps.store.totals());
    for (const { job } of this.#places.running.values()) {
      this.#totals.move(this.#haltedState(), 'active', job.size);
    }
  }

  setOptions(options: QueueOptions): void {
    this.#options = options;
    this.#pump();
  }

  snapshot(): QueueSnapshot {
    const shown = this.#totals.copy();
    const active: ActiveFile[] = [];
    let bytesDone = shown.of('done').bytes;
    for (const running of this.#places.running.values()) {
      bytesDone += running.bytesDone;
      const { id, path, size, attempts } = running.job;
      if (running.bytesLanding !== null) {
        // It has no place any more, and is queued to the store: else more would seem to come at once than may.
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

  #pump(): void {
    try {
      this.#deps.store.flushIfDue(this.#deps.clock.now());
      this.#startJobs();
      if (!this.#places.isQuiet) return;
      if (this.#phase.kind === 'running' && this.#timer === null) this.#setPhase({ kind: 'idle' });
      if (this.#phase.kind === 'running' || this.#phase.kind === 'resting') return;
      this.#deps.store.flush();
    } catch (error) {
      this.#haltWithoutMemory(error);
      this.#places.stopAll();
      if (!this.#places.isQuiet) return;
    }
    this.#settled.resolve();
  }

  /** Without its memory the queue can't go on; what is on disk is checked again at the next start. */
  #haltWithoutMemory(error: unknown): void {
    const { stateFolder } = this.#deps;
    const isOfState = stateFolder !== undefined && isOfStore(error);
    const ofState = isOfState ? stateError(error, stateFolder) : null;
    const { code, message } = ofState ?? recognizeFailure(null, error);
    this.#setPhase({ kind: 'halted', by: 'disk', failure: { code, message } });
  }

  /** Fills the free places, and sees to it that a retry that is due later finds one. */
  #startJobs(): void {
    if (this.#phase.kind !== 'running') return;
    const { parallel, splitLarge } = this.#options;
    while (this.#places.hasFree(parallel)) {
      const job = this.#take();
      if (job === null) {
        const retryAtMs = this.#deps.store.nextRetryAtMs([...this.#places.paths]);
        if (retryAtMs !== null) this.#wakeAt(retryAtMs);
        if (splitLarge) this.#places.widen(parallel);
        return;
      }
      const running = this.#places.take(job);
      this.#totals.move('queued', 'active', job.size);
      this.#changed();
      void this.#work(running);
    }
  }

  #take(): Job | null {
    if (this.#ready.length === 0) {
      const { paths } = this.#places;
      const limit = READ_AHEAD + paths.size;
      this.#ready = this.#deps.store
        .nextQueued(this.#deps.clock.now(), this.#options.retry.longestDelayMs, limit)
        .filter(({ path }) => !paths.has(path))
        .toReversed();
    }
    return this.#ready.pop() ?? null;
  }

  /** Pumps again at a time, or at once where that has passed; a new call replaces the old. */
  #wakeAt(atMs: number): void {
    this.#timer?.abort();
    const timer = new AbortController();
    this.#timer = timer;
    const delayMs = Math.max(1, atMs - this.#deps.clock.now());
    this.#deps.clock.delay(delayMs, timer.signal).then(
      () => {
        this.#timer = null;
        if (this.#phase.kind === 'resting') this.#setPhase({ kind: 'running' });
        this.#pump();
      },
      () => undefined,
    );
  }

  async #work(running: Running): Promise<void> {
    try {
      await this.#bring(running);
    } catch (error) {
      await this.#failed(running, error).catch((worse: unknown) => {
        this.#haltWithoutMemory(worse);
        this.#places.stopAll();
        if (!running.isSettled) this.#stopped(running);
      });
    } finally {
      this.#places.giveBack(running);
      this.#changed();
      this.#pump();
    }
  }

  async #bring(running: Running): Promise<void> {
    const { job, abort } = running;
    const { outcome, assurance } = await bringFile(this.#deps, {
      job,
      overwrite: this.#options.overwrite,
      signal: abort.signal,
      onVerifying: () => this.#enter(running, 'verifying'),
      onFetching: () => this.#enter(running, 'active'),
      onReplaced: (why) => this.#deps.onFile({ kind: 'replaced', path: job.path, why }),
      onProgress: (bytesDone, received) => {
        this.#received += received;
        running.bytesDone = bytesDone;
        if (running.state === 'active') running.bytesBefore ??= bytesDone;
        this.#changed();
      },
      onArrived: (bytes) => {
        if (this.#places.land(running, bytes)) this.#pump();
      },
      onWidenable: (widen) => {
        running.widen = widen;
        if (widen !== null) this.#pump();
      },
      onLaneEnd: () => {
        this.#places.narrow();
        this.#pump();
      },
    });
    // A file that was here already says nothing about the way to Dropbox.
    if (outcome === 'fetched') {
      this.#outage.succeeded();
      this.#roomWatch.succeeded();
    }
    this.#done(running, outcome, assurance);
  }

  #enter(running: Running, state: Running['state']): void {
    running.state = state;
    this.#changed();
  }

  #done(running: Running, outcome: Outcome, assurance: Assurance): void {
    const { job } = running;
    const done: Job = { ...job, state: 'done', failure: null, outcome, assurance };
    if (!this.#settle(running, done) && !this.#landedLate(done)) return;
    const { path, size } = job;
    this.#deps.onFile({ kind: 'done', path, size, outcome, assurance });
  }

  /**
   * A file came to its end though it was to be stopped. It is on disk now, whatever was ordered, unless another revision
   * of it is wanted meanwhile. @returns whether it is what is wanted, or nothing is
   */
  #landedLate(done: Job): boolean {
    const stored = this.#deps.store.byPath(done.path);
    if (stored === null) return true;
    if (!isSameFile(stored, done)) return false;
    this.#change(() => this.#deps.store.update({ ...done, id: stored.id }));
    return true;
  }

  /** Puts a job that was active into its new state. @returns false where something else was ordered meanwhile */
  #settle(running: Running, after: Job): boolean {
    if (running.isLeaving) return false;
    running.isSettled = true;
    this.#deps.store.update(after);
    this.#totals.add('active', -1, running.job.size);
    this.#totals.add(after.state, 1, after.size);
    return true;
  }

  /** A job was stopped: by an order for it alone, or with all others, and then it is as it was stored. */
  #stopped(running: Running): void {
    if (running.isLeaving) return;
    running.isSettled = true;
    this.#totals.move('active', this.#haltedState(), running.job.size);
  }

  async #failed(running: Running, error: unknown): Promise<void> {
    const { job, abort } = running;
    if (abort.signal.aborted) {
      this.#stopped(running);
      return;
    }
    // The memory is in trouble, and not the file.
    if (isOfStore(error)) throw error;
    const known = this.#deps.root.judge(recognizeFailure(job, error));
    const failure: Failure = { code: known.code, message: known.message };
    const wrongHash = known.cause instanceof WrongHash ? known.cause.contentHash : job.wrongHash;
    const { retry, parallel, outagePatience = Infinity } = this.#options;
    const { clock, random } = this.#deps;
    const askedMs = Math.min(known.retryAfterMs ?? 0, retry.longestDelayMs);
    if (this.#outage.failed(job.id, known, parallel)) {
      this.#settle(running, { ...job, state: 'queued', failure });
      this.#rest(failure, outagePatience, askedMs);
      return;
    }
    // Of a file that is kept in memory nothing stays.
    const hasPart = (job.size ?? 0) > BLOCK_BYTES;
    const gained = hasPart ? running.bytesDone - (running.bytesBefore ?? running.bytesDone) : 0;
    const attempts = triesThatCount(known.code, job.attempts, gained);
    const verdict = judge(known.code, attempts, retry, clock.now(), random());
    switch (verdict.kind) {
      case 'retry': {
        const again = {
          ...job,
          state: 'queued' as const,
          attempts: attempts + 1,
          retryAtMs: Math.max(verdict.atMs, clock.now() + askedMs),
          failure,
          wrongHash,
        };
        if (verdict.relist) {
          await this.#relist(running, again);
        } else {
          this.#tryLater(running, again);
        }
        return;
      }
      case 'requeue':
        this.#settle(running, { ...job, state: 'queued', failure });
        return;
      case 'give-up':
        await this.#giveUp(running, failure, wrongHash);
        return;
      case 'halt-for-auth':
        this.#halt('auth', failure);
        this.#settle(running, { ...job, state: 'waiting-for-auth', failure });
        return;
      case 'halt-for-disk':
        this.#halt('disk', failure, known instanceof NoRoom);
        this.#settle(running, { ...job, state: 'queued', failure });
        if (known.code === 'disk-full') this.#awaitRoom(job);
        return;
      default:
        assertNever(verdict, 'verdict');
    }
  }

  #tryLater(running: Running, again: Job): void {
    const { path, failure } = again;
    const isWanted = this.#settle(running, again);
    if (isWanted && failure !== null) this.#deps.onFile({ kind: 'will-retry', path, failure });
  }

  /** The file was replaced: what does the listing say now? */
  async #relist(running: Running, again: Job): Promise<void> {
    const { job, abort } = running;
    const { source } = this.#deps;
    try {
      const answer = await relisted(source, job, again.failure, abort.signal);
      if (answer.kind === 'hopeless') {
        await this.#giveUp(running, answer.failure, null);
        return;
      }
      this.#tryLater(running, { ...again, ...answer.facts, wrongHash: null, retryAtMs: 0 });
    } catch (error) {
      if (abort.signal.aborted) {
        this.#stopped(running);
        return;
      }
      const { code, message } = recognizeFailure(job, error);
      if (stopsEverything(code)) {
        this.#halt('auth', { code, message });
        this.#stopped(running);
        return;
      }
      // The listing is in trouble, not the file: the file's turn comes again, and its trouble with it.
      this.#tryLater(running, again);
    }
  }

  async #giveUp(running: Running, failure: Failure, wrongHash: string | null): Promise<void> {
    const { outputFolder, names, onFile } = this.#deps;
    const { job } = running;
    // Bytes that can't become this file are of no use to a later try; those of a broken connection are.
    if (
      failure.code !== 'name-refused' &&
      failure.code !== 'no-permission' &&
      !keepsPart(failure)
    ) {
      await removePart(targetOf(outputFolder, job.path, names)).catch(() => undefined);
    }
    const after = { ...job, state: 'failed' as const, attempts: job.attempts + 1 };
    const isWanted = this.#settle(running, { ...after, failure, wrongHash });
    if (isWanted) onFile({ kind: 'failed', path: job.path, failure });
  }

  /** @param askedMs for so long Dropbox wants to be left alone */
  #rest(failure: Failure, patience: number, askedMs: number): void {
    if (this.#phase.kind !== 'running') return;
    if (this.#outage.rests >= patience) {
      this.#halt('outage', failure);
      return;
    }
    const untilMs = this.#deps.clock.now() + Math.max(this.#outage.nextRestMs(), askedMs);
    this.#setPhase({ kind: 'resting', untilMs, failure });
    this.#wakeAt(untilMs);
  }

  /** @param finishesBegun whether files in transfer come to their end first */
  #halt(by: 'auth' | 'disk' | 'outage', failure: Failure, finishesBegun = false): void {
    if (this.#phase.kind === 'halted') return;
    this.#setPhase({ kind: 'halted', by, failure });
    if (by === 'auth') this.#moveAll('queued', 'waiting-for-auth');
    this.#isFinishing = finishesBegun;
    if (finishesBegun) this.#startNothing();
    else this.#abortAll();
  }

  #awaitRoom({ path, size }: Job): void {
    const { outputFolder, names } = this.#deps;
    this.#roomWatch.await(targetOf(outputFolder, path, names), size ?? 0, () => this.start());
  }

  #haltedState(): JobState {
    return this.#phase.kind === 'halted' && this.#phase.by === 'auth'
      ? 'waiting-for-auth'
      : 'queued';
  }

  #moveAll(from: JobState, to: JobState): void {
    this.#ready = [];
    this.#deps.store.moveAll(from, to);
    this.#totals = new QueueTotals(this.#deps.store.totals());
    // What is in transfer is stored as queued, and so has moved along.
    const stored = from === 'queued' ? to : 'queued';
    for (const { job } of this.#places.running.values())
      this.#totals.move(stored, 'active', job.size);
  }

  #abortAll(): void {
    this.#isFinishing = false;
    this.#places.stopAll();
    this.#startNothing();
  }

  #startNothing(): void {
    this.#timer?.abort();
    this.#timer = null;
    this.#ready = [];
    this.#pump();
  }

  #setPhase(phase: QueuePhase): void {
    this.#phase = phase;
    this.#changed();
  }

  #changed(): void {
    this.#revision += 1;
  }
}
