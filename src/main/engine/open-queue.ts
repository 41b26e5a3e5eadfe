import { allSteps } from '#shared/errors/all-steps.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FileEvent, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import type { Clock } from '#main/system/time/clock.ts';
import type { Emit } from './contract/part.ts';
import type { QueueEvents } from './contract/queue-calls.ts';
import { FolderWork } from './folder-work.ts';
import type { MadeQueue } from './make-queue.ts';
import { lockOutput, type LockOptions } from './queue/output-lock.ts';
import { RemovedLots } from './queue/removed-lots.ts';

/** Minimum time between two snapshots. */
const EMIT_EVERY_MS = 100;

export interface OpenQueueDeps {
  readonly outputFolder: string;
  /** Whether the lock of the output folder is kept until {@link OpenQueue.close}. */
  readonly holdsFolder: boolean;
  readonly lockClock: Clock;
  readonly isConnected: () => boolean;
  readonly emit: Emit<QueueEvents>;
  /** Opens the list of downloads with the latest options. */
  readonly make: (queue: OpenQueue) => MadeQueue;
}

/** The queue of one output folder with the lock of that folder. Emits snapshots and file events until it is closed. */
export class OpenQueue {
  readonly outputFolder: string;
  readonly removed = new RemovedLots();
  readonly folder: FolderWork;
  readonly #deps: OpenQueueDeps;
  readonly #unsentEvents: FileEvent[] = [];
  #made: MadeQueue | null = null;
  #timer: NodeJS.Timeout | null = null;
  #sentRevision = -1;
  #sentWaitingUntilMs: number | null = null;

  constructor(deps: OpenQueueDeps) {
    this.#deps = deps;
    this.outputFolder = deps.outputFolder;
    this.folder = new FolderWork({
      lock: (options) => lockOutput(deps.outputFolder, options),
      clock: deps.lockClock,
      isKept: deps.holdsFolder,
      isQuiet: () => this.#made?.queue.isQuiet ?? false,
      onTaken: () => this.#remakeIfOutdated(),
      onWatching: (message) => deps.emit('watchingLock', { message }),
      onLost: (why) => this.#lose(why),
      onChange: () => this.resend(),
    });
  }

  /** Throws AppError `bad-usage` before {@link OpenQueue.make}. */
  get made(): MadeQueue {
    if (this.#made === null) throw new AppError('bad-usage', 'No output folder is open yet.');
    return this.#made;
  }

  /** Opens the list of downloads and starts to emit events. Throws AppError, and Node's errors. */
  make(): void {
    this.#made = this.#deps.make(this);
    this.resend();
    this.#timer = setInterval(() => this.emit(), EMIT_EVERY_MS).unref();
  }

  /** Holds the folder during `work`, as {@link FolderWork.own}. */
  async own<T>(work: () => Promise<T> | T, options: LockOptions = {}): Promise<T> {
    return await this.folder.own(work, options);
  }

  /** Starts downloads now, or when the other program that works in the folder is done. */
  async start(resumesPaused: boolean): Promise<void> {
    this.folder.stopWaiting();
    try {
      await this.own(() => this.#startNow(resumesPaused), { watches: false });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'in-use') throw error;
      this.#startLater(error, resumesPaused);
    }
  }

  /** Pauses downloads, and stops waiting for another program. */
  async pause(): Promise<void> {
    this.folder.stopWaiting();
    await this.#made?.queue.pause();
    this.folder.settle();
  }

  /** Pauses downloads because the bytes of the day are used up. */
  useUpDay(usedUpUntilMs: number): void {
    if (this.#made === null || this.#made.queue.snapshot().phase.kind === 'paused') return;
    this.#made.queue.pause().catch(() => undefined);
    this.#deps.emit('budget', { usedUpUntilMs });
  }

  addEvent(event: FileEvent): void {
    this.#unsentEvents.push(event);
  }

  snapshot(): QueueSnapshot {
    const snapshot = this.made.queue.snapshot();
    const failure = this.folder.waiting;
    return failure === null
      ? snapshot
      : { ...snapshot, phase: { kind: 'halted', by: 'disk', failure } };
  }

  /** Emits the next snapshot even if nothing has changed. */
  resend(): void {
    this.#sentRevision = -1;
  }

  /** Emits what has changed since the last time. */
  emit(): void {
    this.#emitFiles();
    this.folder.settle();
    const snapshot = this.snapshot();
    const { revision, waitingForDropboxUntilMs } = snapshot;
    const isSent =
      revision === this.#sentRevision && waitingForDropboxUntilMs === this.#sentWaitingUntilMs;
    if (isSent) return;
    this.#sentRevision = revision;
    this.#sentWaitingUntilMs = waitingForDropboxUntilMs;
    this.#deps.emit('snapshot', snapshot);
  }

  /**
   * Stops downloads, emits the last events, and releases the folder.
   *
   * @param onQuiet called when all writes have ended, before the list of downloads is closed
   */
  async close(onQuiet: () => void): Promise<void> {
    const { queue } = this.made;
    this.folder.stopWaiting();
    await allSteps(
      () => queue.close(),
      async () => {
        this.#emitFiles();
        const { store } = this.made;
        if (this.#timer !== null) clearInterval(this.#timer);
        onQuiet();
        store.close();
      },
      async () => this.folder.close(),
    );
  }

  async #startNow(resumesPaused: boolean): Promise<void> {
    const { queue } = this.made;
    if (resumesPaused) queue.resumeJobs({ kind: 'state', state: 'paused' }, 'paused');
    const { kind } = queue.snapshot().phase;
    if (kind !== 'running' && kind !== 'resting') await queue.start();
  }

  #startLater(why: AppError, resumesPaused: boolean): void {
    this.folder.startLater(why, this.#deps.isConnected, () => this.#startNow(resumesPaused));
  }

  /** Another program may have changed the list of downloads while it held the folder. */
  #remakeIfOutdated(): void {
    const outdated = this.#made;
    if (outdated === null || !outdated.isOutdated()) return;
    // If it cannot be opened again (a full state folder), the next call tries again; until then this one answers.
    this.#made = this.#deps.make(this);
    outdated.store.close();
  }

  #lose(why: AppError): void {
    if (this.#made === null) return;
    this.#made.queue.pause().catch(() => undefined);
    if (!this.#deps.holdsFolder) this.#startLater(why, false);
  }

  #emitFiles(): void {
    if (this.#unsentEvents.length === 0) return;
    this.#deps.emit('files', {
      outputFolder: this.outputFolder,
      events: this.#unsentEvents.splice(0),
    });
  }
}
