import { mapDiskError } from '#main/system/disk/disk-error.ts';
import type { AppPaths } from '#main/system/paths/paths.ts';
import { type Clock, systemClock } from '#main/system/time/clock.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { Connection } from './connection.ts';
import type { Emit } from './contract/part.ts';
import type { DownloadOptions, QueueCalls, QueueEvents } from './contract/queue-calls.ts';
import type { CurrentWork } from './current-work.ts';
import type { LimitRecord } from './limit-record.ts';
import { type MadeQueue, makeQueue } from './make-queue.ts';
import { nameRules } from './name-rules.ts';
import { OpenQueue } from './open-queue.ts';
import { queueOptions } from './queue-options.ts';

/** How many milliseconds of the day's byte count may be lost if the program is killed. */
const SAVE_LIMITS_EVERY_MS = 10_000;

export interface CurrentQueueDeps {
  readonly paths: AppPaths;
  readonly limits: LimitRecord;
  readonly work: CurrentWork;
  readonly lockClock: Clock;
  readonly connection: () => Connection | null;
  readonly emit: Emit<QueueEvents>;
}

/** The one queue that is open, if any. Opening another one closes it. */
export class CurrentQueue {
  readonly #deps: CurrentQueueDeps;
  #queue: OpenQueue | null = null;
  #closing = Promise.resolve();
  #options: DownloadOptions | null = null;
  #saving: NodeJS.Timeout | null = null;

  constructor(deps: CurrentQueueDeps) {
    this.#deps = deps;
  }

  /** Null if no queue is open. */
  get queue(): OpenQueue | null {
    return this.#queue;
  }

  /** Throws AppError `bad-usage` if no queue is open. */
  get opened(): OpenQueue {
    if (this.#queue === null) throw new AppError('bad-usage', 'No output folder is open yet.');
    return this.#queue;
  }

  /** Closes the open queue, then opens that of another folder. @returns a notice about a damaged queue, or null */
  async open(input: QueueCalls['openQueue']['input']): Promise<string | null> {
    const { outputFolder, options, holdsFolder = false } = input;
    const { lockClock, connection, emit, work, limits } = this.#deps;
    await this.close();
    limits.set(options);
    this.#options = options;
    const queue = new OpenQueue({
      outputFolder,
      holdsFolder,
      lockClock,
      isConnected: () => connection() !== null,
      emit,
      make: (opening) => this.#make(opening, this.#options ?? options),
    });
    const make = (): void => {
      queue.make();
      this.#queue = queue;
      this.#saving = setInterval(() => limits.save(), SAVE_LIMITS_EVERY_MS).unref();
    };
    try {
      await queue
        .own(make, { signal: work.signal, watches: holdsFolder })
        .catch((error: unknown) => {
          // Another program works in the folder. The window can still show that program's list of downloads.
          if (holdsFolder || queue.folder.isHeld || errorCode(error) !== 'in-use') throw error;
          make();
        });
      return this.opened.made.notice;
    } catch (error) {
      queue.folder.close();
      throw mapDiskError(error, outputFolder);
    }
  }

  /** Changes the queue while no other program can. */
  async change<T>(act: (made: MadeQueue) => T | Promise<T>): Promise<T> {
    return await this.opened.own(() => act(this.opened.made), { signal: this.#deps.work.signal });
  }

  /** Applies to the open queue and to those opened later. */
  async setOptions(options: DownloadOptions): Promise<void> {
    const { limits } = this.#deps;
    const hadLimit = limits.hasLimit;
    limits.set(options);
    this.#options = options;
    this.#queue?.made.queue.setOptions(queueOptions(options));
    // Transfers that started without a limit do not look at one; they have to start again.
    const isAtWork = this.#queue?.folder.isHeld === true;
    if (limits.hasLimit && !hadLimit && isAtWork) await this.change(({ queue }) => queue.restart());
  }

  async pause(): Promise<void> {
    await this.#queue?.pause();
  }

  /** Closes the open queue, after any earlier close has ended. Does nothing if no queue is open. */
  async close(): Promise<void> {
    this.#closing = this.#closing.catch(() => undefined).then(() => this.#closeOpen());
    await this.#closing;
  }

  async #closeOpen(): Promise<void> {
    await this.#queue?.close(() => {
      this.#queue = null;
      if (this.#saving !== null) clearInterval(this.#saving);
      this.#deps.limits.save();
    });
  }

  #make(opening: OpenQueue, options: DownloadOptions): MadeQueue {
    const { paths, limits, connection } = this.#deps;
    return makeQueue({
      file: paths.queueOf(opening.outputFolder),
      stateFolder: paths.home,
      outputFolder: opening.outputFolder,
      isOurs: opening.folder.isHeld,
      checkLock: () => opening.folder.check(),
      options: queueOptions(options),
      names: nameRules(),
      clock: systemClock,
      limits,
      connection,
      onUsedUp: (untilMs) => opening.useUpDay(untilMs),
      onFile: (event) => opening.addEvent(event),
    });
  }
}
