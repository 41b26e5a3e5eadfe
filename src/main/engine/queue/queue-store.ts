import type { DatabaseSync } from 'node:sqlite';
import type { FileStamp } from '#main/system/disk/file-stamp.ts';
import type { Failure, Job, JobState, WantedFile } from '#shared/downloads/job.ts';
import { type Condition, type ListPart, QUEUE_ORDER } from './job-conditions.ts';
import { moveJobs } from './job-order.ts';
import type { JobUpdate, KnownJob, RemovedJob, StateTotal } from './job-rows.ts';
import { JobTable } from './job-table.ts';
import { KnownGoodFiles } from './known-good-files.ts';
import { reserveNames } from './reserved-names.ts';
import { transaction } from './transaction.ts';

/** Updates are written when so many are pending, or so many milliseconds have passed since the last write. */
const BATCH_ROWS = 200;
const BATCH_MS = 250;

/**
 * The queue's database. Updates are collected and written together ({@link QueueStore.flush}), because a transaction
 * for each row costs more than the download of a small file. After a crash before that, a file is checked again;
 * nothing wrong is stored.
 */
export class QueueStore {
  readonly #database: DatabaseSync;
  readonly #table: JobTable;
  readonly #knownGood: KnownGoodFiles;
  readonly #pending = new Map<number, JobUpdate>();
  #flushedMs = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#table = new JobTable(database);
    this.#knownGood = new KnownGoodFiles(database);
  }

  /**
   * Makes `files` the whole work of a run: each becomes `queued` with no failed attempts, whatever its state was. All
   * other files that wait become `paused`, so that a new run never fetches more than it was asked for. Finished and
   * failed files are deleted, so that a report covers this run only.
   *
   * @returns how many jobs are paused
   */
  want(files: Iterable<WantedFile>): number {
    return this.#change(() => {
      this.#table.clear();
      this.#table.add(files);
      return this.#table.count(["state = 'paused'"]);
    });
  }

  /**
   * Adds `files`, `queued` with no failed attempts. A file that is queued already keeps its position.
   *
   * @returns state and size of the files that were in the queue already, so that the caller need not count all again
   */
  add(files: Iterable<WantedFile>): readonly KnownJob[] {
    return this.#change(() => this.#table.addCounting(files));
  }

  /** See {@link JobTable.nextQueued}. */
  nextQueued(nowMs: number, maxDelayMs: number, limit: number): readonly Job[] {
    return this.#flushed().nextQueued(nowMs, maxDelayMs, limit);
  }

  /** When the next queued job, other than those of the paths `except`, may start; null if there is none. */
  nextRetryAtMs(except: readonly string[]): number | null {
    return this.#flushed().nextRetryAtMs(except);
  }

  /** Sets a job's new state; the next flush writes it. */
  update(job: JobUpdate): void {
    this.#pending.set(job.id, job);
  }

  /** Records that the file of `path` was good when it had this stamp; the next flush writes it. */
  remember(path: string, stamp: FileStamp, contentHash: string): void {
    this.#knownGood.remember(path, stamp, contentHash);
  }

  /** The content_hash of `path` when it was last read, if its stamp is unchanged; else null. */
  recall(path: string, stamp: FileStamp): string | null {
    return this.#knownGood.recall(path, stamp);
  }

  /**
   * Has files read again before they count as good: a failing disk changes bytes and leaves size and times as they
   * were. Their expected content_hash stays stored.
   */
  doubt(paths: readonly string[]): void {
    this.#change(() => this.#knownGood.doubt(paths));
  }

  /** See {@link reserveNames}. */
  reserveNames(paths: readonly string[]): readonly string[] {
    return this.#change(() => reserveNames(this.#database, paths));
  }

  /** Fails jobs by their path, before any attempt. */
  refuse(paths: readonly string[], failure: Failure): void {
    this.#change(() => this.#table.fail(paths, failure));
  }

  /** Moves every job of one state into another, with no failed attempts. */
  moveAll(from: JobState, to: JobState): void {
    this.moveSome(['1'], [from], to);
  }

  /** Moves those of the jobs that are in one of the states `from` into `to`, with no failed attempts. */
  moveSome(jobs: Condition, from: readonly JobState[], to: JobState): void {
    this.#flushed().move(jobs, from, to);
  }

  /** Removes jobs from the queue. @returns them, for {@link QueueStore.restore} */
  remove(jobs: Condition): readonly RemovedJob[] {
    return this.#change(() => this.#table.remove(jobs));
  }

  /** Puts removed jobs back with their state and position. A job whose file was added again since then stays as it is. */
  restore(jobs: readonly RemovedJob[]): void {
    this.#change(() => this.#table.restore(jobs));
  }

  /** See {@link moveJobs}. */
  reorder(moved: Condition, beforeId: number | null): void {
    this.#change(() => {
      const ids = this.#table.ids({ condition: moved, order: QUEUE_ORDER });
      moveJobs(this.#database, moved, ids, beforeId);
    });
  }

  /** Jobs of a part of a list, in its order. @param limit -1 for all */
  part(part: ListPart, offset: number, limit: number): readonly Job[] {
    return this.#flushed().jobs(part, offset, limit);
  }

  /** The ids of a part of a list, in its order. */
  ids(part: ListPart): readonly number[] {
    return this.#flushed().ids(part);
  }

  /** The paths of jobs, in queue order. */
  paths(condition: Condition): readonly string[] {
    return this.#flushed().paths({ condition, order: QUEUE_ORDER });
  }

  count(condition: Condition): number {
    return this.#flushed().count(condition);
  }

  totals(): readonly StateTotal[] {
    return this.#flushed().totals();
  }

  /** All jobs in one state, in queue order. */
  inState(state: JobState, limit = -1): readonly Job[] {
    return this.part({ condition: ['state = ?', state], order: QUEUE_ORDER }, 0, limit);
  }

  /** The job of a path, or null. */
  byPath(path: string): Job | null {
    return this.#flushed().byPath(path);
  }

  /** The path of a job; null if the queue has no such job. */
  pathOf(id: number): string | null {
    return this.#table.pathOf(id);
  }

  /** Writes pending updates if a batch is full or due. */
  flushIfDue(nowMs: number): void {
    const isFull = this.#pending.size >= BATCH_ROWS || this.#knownGood.pending >= BATCH_ROWS;
    if (!isFull && Math.abs(nowMs - this.#flushedMs) < BATCH_MS) return;
    this.flush();
    this.#flushedMs = nowMs;
  }

  /** Writes all pending updates in one transaction. */
  flush(): void {
    if (this.#pending.size === 0 && this.#knownGood.pending === 0) return;
    transaction(this.#database, () => {
      for (const job of this.#pending.values()) this.#table.update(job);
      this.#knownGood.writePending();
    });
    this.#pending.clear();
    this.#knownGood.clearPending();
  }

  /** Writes pending updates and closes the database. It is closed even if the write fails with SQLite's error. */
  close(): void {
    try {
      this.flush();
    } finally {
      this.#database.close();
    }
  }

  #flushed(): JobTable {
    this.flush();
    return this.#table;
  }

  #change<T>(work: () => T): T {
    this.flush();
    return transaction(this.#database, work);
  }
}
