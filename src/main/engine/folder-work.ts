import type { LockOptions, OutputLock } from './queue/output-lock.ts';
import type { Clock } from '#main/system/time/clock.ts';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Delay between two attempts to take a folder from another program. */
const RETRY_EVERY_MS = 5_000;

export interface FolderWorkDeps {
  readonly lock: (options: LockOptions) => Promise<OutputLock>;
  readonly clock: Clock;
  /** Whether the lock is kept until {@link FolderWork.close} instead of only during work. */
  readonly isKept: boolean;
  /** Whether no download is active. */
  readonly isQuiet: () => boolean;
  /** Called after the lock was taken: another program may have changed the list of downloads before. */
  readonly onTaken: () => void;
  /** Called with a sentence for the user when another program's lock is being watched. */
  readonly onWatching: (message: string) => void;
  /** Called when another program has taken the folder over: active work must stop. */
  readonly onLost: (error: AppError) => void;
  /** {@link FolderWork.waiting} has changed. */
  readonly onChange: () => void;
}

/**
 * Holds the lock of an output folder during work: while the queue is changed, and while downloads run. An open and idle
 * app holds no lock, so that another program may work there.
 */
export class FolderWork {
  readonly #deps: FolderWorkDeps;
  #lock: OutputLock | null = null;
  #taking: Promise<void> | null = null;
  /** Number of active changes. */
  #users = 0;
  #isClosed = false;
  #wait: AbortController | null = null;
  #waiting: Failure | null = null;
  /** Why the lock was lost; null once it is held again. */
  #lost: AppError | null = null;

  constructor(deps: FolderWorkDeps) {
    this.#deps = deps;
  }

  /** Why started downloads wait for another program or had to stop for it; else null. */
  get waiting(): Failure | null {
    return this.#waiting;
  }

  get isHeld(): boolean {
    return this.#lock !== null;
  }

  /** Throws AppError `in-use` if another program has taken the folder over. */
  check(): void {
    if (this.#lost !== null) throw this.#lost;
    this.#lock?.check();
  }

  /** Locks the folder, runs `work`, and releases the lock unless downloads run. Throws AppError `in-use`, and errors of `work`. */
  async own<T>(work: () => Promise<T> | T, options: LockOptions = {}): Promise<T> {
    this.#users += 1;
    try {
      await this.#take(options);
      return await work();
    } finally {
      this.#users -= 1;
      this.settle();
    }
  }

  /** Releases the lock if there is no work. */
  settle(): void {
    const isNeeded = this.#deps.isKept || this.#users > 0 || !this.#deps.isQuiet();
    if (isNeeded && !this.#isClosed) return;
    this.#release();
  }

  /**
   * Calls `start` with the lock held as soon as the other program is done. {@link FolderWork.waiting} is the reason until then.
   *
   * @param canStart whether a start can succeed now
   */
  startLater(why: AppError, canStart: () => boolean, start: () => Promise<void>): void {
    this.stopWaiting();
    const wait = new AbortController();
    this.#wait = wait;
    this.#report(why);
    this.#retry(wait.signal, canStart, start)
      .catch((error: unknown) => {
        if (wait.signal.aborted) return;
        this.#report(error instanceof AppError ? error : new AppError('disk-error', String(error)));
      })
      .finally(() => {
        if (this.#wait === wait) this.#wait = null;
      });
  }

  /** Stops waiting, because the user wants something else. */
  stopWaiting(): void {
    this.#wait?.abort(new AppError('cancelled', 'Stopped.'));
    this.#wait = null;
    if (this.#waiting === null) return;
    this.#waiting = null;
    this.#deps.onChange();
  }

  /** Releases the lock for good. All work must have stopped. */
  close(): void {
    this.#isClosed = true;
    this.#wait?.abort(new AppError('cancelled', 'Stopped.'));
    this.#release();
  }

  async #retry(
    signal: AbortSignal,
    canStart: () => boolean,
    start: () => Promise<void>,
  ): Promise<void> {
    for (;;) {
      if (canStart() && (await this.#tryToStart(signal, start))) return;
      await this.#deps.clock.delay(RETRY_EVERY_MS, signal);
    }
  }

  async #tryToStart(signal: AbortSignal, start: () => Promise<void>): Promise<boolean> {
    const startNow = async (): Promise<void> => {
      signal.throwIfAborted();
      this.#waiting = null;
      this.#deps.onChange();
      await start();
    };
    try {
      await this.own(startNow, { signal });
      return true;
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError) || error.code !== 'in-use') throw error;
      this.#report(error);
      return false;
    }
  }

  async #take(options: LockOptions): Promise<void> {
    while (this.#taking !== null) await this.#taking.catch(() => undefined);
    if (this.#lock !== null) return;
    this.#taking = this.#takeNow(options).finally(() => {
      this.#taking = null;
    });
    await this.#taking;
  }

  async #takeNow(options: LockOptions): Promise<void> {
    const { lock, clock, onWatching, onTaken } = this.#deps;
    this.#lock = await lock({
      clock,
      onWatching,
      onLost: (error) => this.#lose(error),
      ...options,
    });
    this.#lost = null;
    try {
      onTaken();
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #lose(error: AppError): void {
    this.#lost = error;
    this.#release();
    this.#report(error);
    this.#deps.onLost(error);
  }

  #release(): void {
    const lock = this.#lock;
    this.#lock = null;
    lock?.release();
  }

  #report({ code, message }: AppError): void {
    this.#waiting = { code, message };
    this.#deps.onChange();
  }
}
