import type {
  Assurance,
  Failure,
  Job,
  JobState,
  JobTarget,
  Outcome,
  WantedFile,
} from '#shared/downloads/job.ts';
import type { JobQuery } from '#shared/downloads/job-row.ts';
import type { NameRules } from '#shared/downloads/local-name.ts';
import { etaSeconds, nextRate, startRate, type RateEstimate } from '#shared/downloads/rate.ts';
import { judge, type RetryPolicy, triesThatCount } from '#shared/downloads/retry-policy.ts';
import type { FileEvent, QueuePhase, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { AppError, stopsEverything } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import type { Clock } from '#main/time/clock.ts';
import { bringFile } from './bring-file.ts';
import type { FileSource } from './file-source.ts';
import type { OutputRoot } from './output-root.ts';
import { OutageWatch } from '#shared/downloads/outage.ts';
import { removePart } from './part-file.ts';
import { NoRoom, type Room } from './room.ts';
import type { QueueStore, RemovedJob } from './queue-store.ts';
import { type JobPage, pageOf } from './queue-page.ts';
import { QueueTotals } from './queue-totals.ts';
import { keepsPart, recognizeFailure } from './recognize-failure.ts';
import type { WriteSmallFile } from './small-file.ts';
import { targetOf } from './target.ts';
import { WrongHash } from './transfer-request.ts';

/** How many jobs are read from the store at a time. */
const READ_AHEAD = 200;

/** How often a full disk is looked at. */
const LOOK_FOR_ROOM_MS = 15_000;
const LONGEST_LOOK_MS = 5 * 60_000;

/** So many small files, of so many bytes, may wait for the disk while others are fetched in their places. */
const MOST_LANDING = 16;
const MOST_LANDING_BYTES = 8 * 1024 * 1024;

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

interface Running {
  readonly job: Job;
  readonly abort: AbortController;
  state: 'active' | 'verifying';
  bytesDone: number;
  /** Bytes of it that were here when this try began; null until that is known. */
  bytesBefore: number | null;
  /** Opens another connection for the file, which takes a place of the queue as a file does; null where it can't. */
  widen: (() => boolean) | null;
  /** Bytes that wait for the disk alone, while the place is given to another file; null where it has its place. */
  bytesLanding: number | null;
  /** What becomes of the job when it is stopped; `removed` is not stored any more. */
  afterStop: 'queued' | 'paused' | 'removed';
}

/**
 * Works off the jobs of a store, `parallel` at a time, until nothing can go on: all done or failed, paused, or
 * halted by something that the user has to mend. Knows nothing of threads, hosts or Dropbox.
 */
export class DownloadQueue {
  readonly #deps: QueueDeps;
  #options: QueueOptions;
  readonly #running = new Map<number, Running>();
  /** Connections beyond one a file. */
  #extraLanes = 0;
  /** Files that wait for the disk without a place, and their bytes. */
  readonly #landing = { files: 0, bytes: 0 };
  readonly #outage = new OutageWatch();
  #ready: Job[] = [];
  #phase: QueuePhase = { kind: 'idle' };
  #totals: QueueTotals;
  #revision = 0;
  /** Counts starts and pauses: a start that has to wait gives way to what was ordered after it. */
  #lastOrder = 0;
  #rate: RateEstimate;
  /** Bytes that came over the wire in this session: what the rate is made of. */
  #received = 0;
  #timer: AbortController | null = null;
  /** While the disk is full: ends the looks at it. */
  #roomWatch = new AbortController();
  /** Halts by a full disk since anything last came through. */
  #timesFull = 0;
  #settled: PromiseWithResolvers<void> = Promise.withResolvers();

  constructor(deps: QueueDeps, options: QueueOptions) {
    this.#deps = deps;
    this.#options = options;
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

  /** Starts, or goes on after a pause or a halt, as soon as what that stopped is quiet. */
  async start(): Promise<void> {
    if (this.#phase.kind === 'running' || this.#phase.kind === 'resting') return;
    this.#roomWatch.abort();
    const order = (this.#lastOrder += 1);
    await this.whenSettled();
    // A pause that was ordered since then is the newer wish.
    if (order !== this.#lastOrder) return;
    try {
      this.#moveAll('waiting-for-auth', 'queued');
    } catch (error) {
      this.#haltWithoutMemory(error);
      return;
    }
    this.#settled = Promise.withResolvers();
    this.#rate = startRate(this.#deps.clock.now(), this.#received);
    this.#setPhase({ kind: 'running' });
    this.#pump();
  }

  /** Resolves when nothing is in transfer any more and nothing will start by itself. */
  async whenSettled(): Promise<void> {
    await this.#settled.promise;
  }

  /** Stops all transfers, keeping their finished blocks. Resolves when the disk is quiet. */
  async pause(): Promise<void> {
    this.#lastOrder += 1;
    this.#roomWatch.abort();
    if (this.#phase.kind === 'running' || this.#phase.kind === 'resting') {
      this.#setPhase({ kind: 'paused' });
    }
    this.#abortAll();
    await this.whenSettled();
  }

  /** Adds files behind those that are queued, and starts on them if the queue is running. */
  add(files: Iterable<WantedFile>): void {
    const wanted = [...files];
    const known = this.#deps.store.add(wanted);
    // Lot by lot a million files come together: to count all of them with each lot would take minutes.
    for (const { state, size } of known) this.#totals.add(state, -1, size);
    for (const { size } of wanted) this.#totals.add('queued', 1, size);
    const refused = this.#refuseCollisions(wanted);
    if (refused > 0) this.#recount();
    this.#ready = [];
    this.#changed();
    this.#pump();
  }

  /** Of files that this disk would write over each other, the first is kept. */
  #refuseCollisions(wanted: readonly WantedFile[]): number {
    const { namesFold, store } = this.#deps;
    if (!namesFold) return 0;
    const refused = store.claimNames(wanted.map(({ path }) => path));
    store.refuse(refused, {
      code: 'name-refused',
      message:
        'another file has the same name on this disk, which does not tell capitals apart or accents that are written differently. Fetch it into another folder.',
    });
    return refused.length;
  }

  /** Sets jobs aside until they are resumed; those in transfer keep their finished blocks. */
  pauseJobs(target: JobTarget): void {
    this.#stopRunning(target, 'paused');
    this.#change(() => this.#deps.store.moveSome(target, ['queued', 'waiting-for-auth'], 'paused'));
  }

  /** Puts paused or failed jobs back into the queue, with no failed tries counted. */
  resumeJobs(target: JobTarget, from: 'paused' | 'failed'): void {
    this.#change(() => this.#deps.store.moveSome(target, [from], 'queued'));
  }

  /** Takes jobs out of the queue; what is on disk stays. @returns them, for {@link DownloadQueue.restoreJobs} */
  removeJobs(target: JobTarget): readonly RemovedJob[] {
    this.#stopRunning(target, 'removed');
    return this.#change(() => this.#deps.store.remove(target));
  }

  restoreJobs(jobs: readonly RemovedJob[]): void {
    this.#change(() => this.#deps.store.restore(jobs));
  }

  /** See {@link QueueStore.reorder}. */
  reorderJobs(ids: readonly number[], beforeId: number | null): void {
    this.#change(() => this.#deps.store.reorder(ids, beforeId));
  }

  /** See {@link pageOf}. */
  page(query: JobQuery): JobPage {
    return pageOf(this.#deps.store, this.#running, query);
  }

  #stopRunning(target: JobTarget, afterStop: Running['afterStop']): void {
    for (const running of this.#running.values()) {
      const { job, state, abort } = running;
      const meant =
        target.kind === 'ids'
          ? target.ids.includes(job.id)
          : target.state === 'all' || target.state === state || target.state === 'queued';
      if (!meant) continue;
      running.afterStop = afterStop;
      abort.abort(cancelled());
    }
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
    for (const { job, afterStop } of this.#running.values()) {
      const stored = afterStop === 'paused' ? 'paused' : 'queued';
      if (afterStop === 'removed') this.#totals.add('active', 1, job.size);
      else this.#totals.move(stored, 'active', job.size);
    }
  }

  setOptions(options: QueueOptions): void {
    this.#options = options;
    this.#pump();
  }

  snapshot(): QueueSnapshot {
    const active = [...this.#running.values()].map(({ job, state, bytesDone }) => ({
      id: job.id,
      path: job.path,
      state,
      size: job.size,
      bytesDone,
      attempts: job.attempts,
    }));
    const totals = this.#totals.all();
    const bytesActive = active.reduce((sum, file) => sum + file.bytesDone, 0);
    const bytesDone = totals.done.bytes + bytesActive;
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
      bytesPerSecond: this.#running.size === 0 ? null : bytesPerSecond,
      etaSeconds: etaSeconds(bytesPerSecond, bytesLeft),
      waitingForDropboxUntilMs: this.#deps.waitingForDropboxUntilMs(),
      active,
    };
  }

  #pump(): void {
    try {
      this.#deps.store.flushIfDue(this.#deps.clock.now());
      this.#startJobs();
      if (this.#running.size > 0) return;
      if (this.#phase.kind === 'running' && this.#timer === null) this.#setPhase({ kind: 'idle' });
      if (this.#phase.kind === 'running' || this.#phase.kind === 'resting') return;
      this.#deps.store.flush();
    } catch (error) {
      this.#haltWithoutMemory(error);
      for (const { abort } of this.#running.values()) abort.abort(cancelled());
      if (this.#running.size > 0) return;
    }
    this.#settled.resolve();
  }

  /** Without its memory the queue can't go on; what is on disk is checked again at the next start. */
  #haltWithoutMemory(error: unknown): void {
    const { code, message } = recognizeFailure(null, error);
    this.#setPhase({ kind: 'halted', by: 'disk', failure: { code, message } });
  }

  /** Fills the free places, and sees to it that a retry that is due later finds one. */
  #startJobs(): void {
    if (this.#phase.kind !== 'running') return;
    while (this.#hasPlace()) {
      const job = this.#take();
      if (job === null) {
        const retryAtMs = this.#deps.store.nextRetryAtMs([...this.#running.keys()]);
        if (retryAtMs !== null) this.#wakeAt(retryAtMs);
        this.#widen();
        return;
      }
      const running: Running = {
        job,
        abort: new AbortController(),
        state: 'active',
        bytesDone: 0,
        bytesBefore: null,
        widen: null,
        bytesLanding: null,
        afterStop: 'queued',
      };
      this.#running.set(job.id, running);
      this.#totals.move('queued', 'active', job.size);
      this.#changed();
      void this.#work(running);
    }
  }

  #hasPlace(): boolean {
    return this.#running.size - this.#landing.files + this.#extraLanes < this.#options.parallel;
  }

  /** Lets the next file come while the disk takes this one: neither the way to Dropbox nor the disk waits for the other. */
  #land(running: Running, bytes: number): void {
    const landing = this.#landing;
    if (landing.files >= MOST_LANDING || landing.bytes + bytes > MOST_LANDING_BYTES) return;
    running.bytesLanding = bytes;
    landing.files += 1;
    landing.bytes += bytes;
    this.#pump();
  }

  /** Gives places that no file needs to files under way, one to each in turn. */
  #widen(): void {
    if (!this.#options.splitLarge) return;
    for (let opened = true; opened; ) {
      opened = false;
      for (const { widen } of this.#running.values()) {
        if (!this.#hasPlace()) return;
        if (widen?.() !== true) continue;
        this.#extraLanes += 1;
        opened = true;
      }
    }
  }

  #take(): Job | null {
    if (this.#ready.length === 0) {
      const limit = READ_AHEAD + this.#running.size;
      this.#ready = this.#deps.store
        .nextQueued(this.#deps.clock.now(), this.#options.retry.longestDelayMs, limit)
        .filter((job) => !this.#running.has(job.id))
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
      await this.#failed(running, error);
    } finally {
      this.#running.delete(running.job.id);
      if (running.bytesLanding !== null) {
        this.#landing.files -= 1;
        this.#landing.bytes -= running.bytesLanding;
      }
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
      onArrived: (bytes) => this.#land(running, bytes),
      onWidenable: (widen) => {
        running.widen = widen;
        if (widen !== null) this.#pump();
      },
      onLaneEnd: () => {
        this.#extraLanes -= 1;
        this.#pump();
      },
    });
    // A file that was here already says nothing about the way to Dropbox.
    if (outcome === 'fetched') {
      this.#outage.succeeded();
      this.#timesFull = 0;
    }
    this.#done(running, outcome, assurance);
  }

  #enter(running: Running, state: Running['state']): void {
    running.state = state;
    this.#changed();
  }

  #done({ job }: Running, outcome: Outcome, assurance: Assurance): void {
    this.#settle(job, { ...job, state: 'done', failure: null, outcome, assurance });
    const { path, size } = job;
    this.#deps.onFile({ kind: 'done', path, size, outcome, assurance });
  }

  /** Puts a job that was active into its new state. */
  #settle(job: Job, after: Job): void {
    this.#deps.store.update(after);
    this.#totals.add('active', -1, job.size);
    this.#totals.add(after.state, 1, after.size);
  }

  /** What becomes of a job that was stopped, by a pause, a halt, or an order for it alone. */
  #stopped({ job, afterStop }: Running): void {
    if (afterStop === 'removed') {
      this.#totals.add('active', -1, job.size);
      return;
    }
    this.#settle(job, { ...job, state: afterStop === 'paused' ? 'paused' : this.#haltedState() });
  }

  async #failed(running: Running, error: unknown): Promise<void> {
    const { job, abort } = running;
    if (abort.signal.aborted) {
      this.#stopped(running);
      return;
    }
    const known = this.#deps.root.judge(recognizeFailure(job, error));
    const failure: Failure = { code: known.code, message: known.message };
    const wrongHash = known.cause instanceof WrongHash ? known.cause.contentHash : job.wrongHash;
    const { retry, parallel, outagePatience = Infinity } = this.#options;
    const { clock, random, onFile } = this.#deps;
    if (this.#outage.failed(job.id, known, parallel)) {
      this.#settle(job, { ...job, state: 'queued', failure });
      this.#rest(failure, outagePatience);
      return;
    }
    const gained = running.bytesDone - (running.bytesBefore ?? running.bytesDone);
    const attempts = triesThatCount(known.code, job.attempts, gained);
    const verdict = judge(known.code, attempts, retry, clock.now(), random());
    switch (verdict.kind) {
      case 'retry': {
        const again = {
          ...job,
          state: 'queued' as const,
          attempts: attempts + 1,
          retryAtMs: verdict.atMs,
          failure,
          wrongHash,
        };
        if (verdict.relist) {
          await this.#relist(running, again);
        } else {
          this.#settle(job, again);
          onFile({ kind: 'will-retry', path: job.path, failure });
        }
        return;
      }
      case 'requeue':
        this.#settle(job, { ...job, state: 'queued', failure });
        return;
      case 'give-up':
        await this.#giveUp(job, failure, wrongHash);
        return;
      case 'halt-for-auth':
        this.#halt('auth', failure);
        this.#settle(job, { ...job, state: 'waiting-for-auth', failure });
        return;
      case 'halt-for-disk':
        this.#halt('disk', failure, known instanceof NoRoom);
        this.#settle(job, { ...job, state: 'queued', failure });
        if (known.code === 'disk-full') this.#awaitRoom(job);
        return;
      default:
        assertNever(verdict, 'verdict');
    }
  }

  /** The file was replaced: what does the listing say now? Only a listing that changed makes a retry worth it. */
  async #relist(running: Running, again: Job): Promise<void> {
    const { job, abort } = running;
    const { source, onFile } = this.#deps;
    try {
      const fresh = await source.relist(job.path, abort.signal);
      if (fresh === null) {
        const message = `${job.path}: is no longer in the shared folder.`;
        await this.#giveUp(job, { code: 'path-not-found', message }, null);
        return;
      }
      const { size, rev, contentHash } = fresh;
      if (size === job.size && rev === job.rev && contentHash === job.contentHash) {
        const message = `${again.failure?.message ?? job.path} Listing it anew gave the same, so the listing and the file disagree.`;
        await this.#giveUp(job, { code: 'listing-disagrees', message }, null);
        return;
      }
      this.#settle(job, { ...again, size, rev, contentHash, wrongHash: null, retryAtMs: 0 });
      if (again.failure !== null)
        onFile({ kind: 'will-retry', path: job.path, failure: again.failure });
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
      this.#settle(job, again);
      if (again.failure !== null)
        onFile({ kind: 'will-retry', path: job.path, failure: again.failure });
    }
  }

  async #giveUp(job: Job, failure: Failure, wrongHash: string | null): Promise<void> {
    const { outputFolder, names, onFile } = this.#deps;
    // Bytes that can't become this file are of no use to a later try; those of a broken connection are.
    if (
      failure.code !== 'name-refused' &&
      failure.code !== 'no-permission' &&
      !keepsPart(failure)
    ) {
      await removePart(targetOf(outputFolder, job.path, names)).catch(() => undefined);
    }
    this.#settle(job, { ...job, state: 'failed', attempts: job.attempts + 1, failure, wrongHash });
    onFile({ kind: 'failed', path: job.path, failure });
  }

  #rest(failure: Failure, patience: number): void {
    if (this.#phase.kind !== 'running') return;
    if (this.#outage.rests >= patience) {
      this.#halt('outage', failure);
      return;
    }
    const untilMs = this.#deps.clock.now() + this.#outage.nextRestMs();
    this.#setPhase({ kind: 'resting', untilMs, failure });
    this.#wakeAt(untilMs);
  }

  /** @param finishesBegun whether files in transfer come to their end first */
  #halt(by: 'auth' | 'disk' | 'outage', failure: Failure, finishesBegun = false): void {
    if (this.#phase.kind === 'halted') return;
    this.#setPhase({ kind: 'halted', by, failure });
    if (by === 'auth') this.#moveAll('queued', 'waiting-for-auth');
    if (finishesBegun) this.#startNothing();
    else this.#abortAll();
  }

  /**
   * A full disk is the one halt that may end without the user's word: looked at now and then until there is room for
   * the file that found none. Where it is full again at once (a quota, of which the disk tells nothing) the looks
   * become rare.
   */
  #awaitRoom({ path, size }: Job): void {
    const { room, clock, outputFolder, names } = this.#deps;
    if (room === null) return;
    const target = targetOf(outputFolder, path, names);
    this.#roomWatch.abort();
    const watch = new AbortController();
    this.#roomWatch = watch;
    const everyMs = Math.min(LONGEST_LOOK_MS, LOOK_FOR_ROOM_MS * 2 ** this.#timesFull);
    this.#timesFull += 1;
    const look = async (): Promise<void> => {
      do await clock.delay(everyMs, watch.signal);
      while (!room.has(target, size ?? 0));
      if (!watch.signal.aborted) await this.start();
    };
    look().catch(() => undefined);
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
    for (const { job } of this.#running.values()) this.#totals.move(stored, 'active', job.size);
  }

  #abortAll(): void {
    for (const { abort } of this.#running.values()) abort.abort(cancelled());
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

function cancelled(): AppError {
  return new AppError('cancelled', 'Stopped.');
}
