import type { LockOptions, OutputLock } from './queue/output-lock.ts';
import type { Clock } from '#main/system/time/clock.ts';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** How long after another program was seen at work its lock is looked at again. */
const LOOK_AGAIN_MS = 5_000;

export interface FolderWorkDeps {
  readonly lock: (options: LockOptions) => Promise<OutputLock>;
  readonly clock: Clock;
  /** Whether the lock is kept until {@link FolderWork.close}, and not only for work under way. */
  readonly isKept: boolean;
  /** Whether no download is under way. */
  readonly isQuiet: () => boolean;
  /** The folder is ours from now on: another program may have changed what is remembered of it. */
  readonly onTaken: () => void;
  /** A sentence for the user: another's lock is watched. */
  readonly onWatching: (message: string) => void;
  /** Another program has taken the folder over: what is under way has to stop. */
  readonly onLost: (error: AppError) => void;
  /** {@link FolderWork.waiting} has changed. */
  readonly onChange: () => void;
}

/**
 * The lock of an output folder, held while there is work in it: while the queue is changed, and while downloads are under
 * way. An app that is open and idle holds nothing, and another program may work there.
 */
export class FolderWork {
  readonly #deps: FolderWorkDeps;
  #lock: OutputLock | null = null;
  #taking: Promise<void> | null = null;
  /** Changes that are under way. */
  #users = 0;
  #isClosed = false;
  #wait: AbortController | null = null;
  #waiting: Failure | null = null;

  constructor(deps: FolderWorkDeps) {
    this.#deps = deps;
  }

  /** Why downloads that were started have to wait, or had to stop; null where nothing of that kind is so. */
  get waiting(): Failure | null {
    return this.#waiting;
  }

  get isHeld(): boolean {
    return this.#lock !== null;
  }

  /** Throws AppError `in-use` where another program has taken the folder over meanwhile. */
  check(): void {
    this.#lock?.check();
  }

  /** Takes the folder, does `work`, and gives it free unless downloads are under way. Throws AppError `in-use`, and what `work` throws. */
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

  /** Gives the folder free where nothing is under way in it. */
  settle(): void {
    const isNeeded = this.#deps.isKept || this.#users > 0 || !this.#deps.isQuiet();
    if (isNeeded && !this.#isClosed) return;
    this.#release();
  }

  /**
   * Calls `start` with the folder ours as soon as the other program is done. {@link FolderWork.waiting} says why until then.
   *
   * @param canStart whether a start is of any use now
   */
  startLater(why: AppError, canStart: () => boolean, start: () => Promise<void>): void {
    this.stopWaiting();
    const wait = new AbortController();
    this.#wait = wait;
    this.#say(why);
    this.#retry(wait.signal, canStart, start)
      .catch((error: unknown) => {
        if (wait.signal.aborted) return;
        this.#say(error instanceof AppError ? error : new AppError('disk-error', String(error)));
      })
      .finally(() => {
        if (this.#wait === wait) this.#wait = null;
      });
  }

  /** The user wants something else. */
  stopWaiting(): void {
    this.#wait?.abort(new AppError('cancelled', 'Stopped.'));
    this.#wait = null;
    if (this.#waiting === null) return;
    this.#waiting = null;
    this.#deps.onChange();
  }

  /** Gives the folder free for good. What is under way has to have stopped. */
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
      await this.#deps.clock.delay(LOOK_AGAIN_MS, signal);
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
      this.#say(error);
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
    try {
      onTaken();
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #lose(error: AppError): void {
    this.#release();
    this.#say(error);
    this.#deps.onLost(error);
  }

  #release(): void {
    const lock = this.#lock;
    this.#lock = null;
    lock?.release();
  }

  #say({ code, message }: AppError): void {
    this.#waiting = { code, message };
    this.#deps.onChange();
  }
}
