import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FileStamp } from '#main/system/disk/file-stamp.ts';
import type {
  Assurance,
  Checksum,
  Failure,
  Job,
  JobState,
  Outcome,
  WantedFile,
} from '#shared/downloads/job.ts';
import { collisionKey } from '#shared/downloads/local-name.ts';
import { priorityOf } from '#shared/downloads/priority.ts';
import type { ErrorCode } from '#shared/errors/app-error.ts';
import type { Condition, ListPart } from './job-conditions.ts';

/** So many updates, or so many milliseconds since the last, and what has gathered is written. */
const BATCH_ROWS = 200;
const BATCH_MS = 250;

/** What a job's row becomes. */
export type JobUpdate = Pick<
  Job,
  'id' | 'state' | 'attempts' | 'retryAtMs' | 'failure' | 'assurance' | 'outcome' | 'wrongHash'
> &
  Pick<WantedFile, 'size' | 'rev' | 'contentHash'>;

/** Files and bytes in one state. Bytes of files of unknown size are not in it. */
export interface StateTotal {
  readonly state: JobState;
  readonly files: number;
  readonly bytes: number;
}

function checksumText(checksum: Checksum | null): string | null {
  return checksum === null ? null : `${checksum.algorithm}:${checksum.hex}`;
}

function checksumOf(text: string | null): Checksum | null {
  if (text === null) return null;
  const colon = text.indexOf(':');
  return { algorithm: text.slice(0, colon) as Checksum['algorithm'], hex: text.slice(colon + 1) };
}

/** A row as this file's own schema guarantees it. */
interface Row {
  readonly id: number;
  readonly path: string;
  readonly size: number | null;
  readonly rev: string | null;
  readonly content_hash: string | null;
  readonly checksum: string | null;
  readonly state: JobState;
  readonly attempts: number;
  readonly retry_at_ms: number;
  readonly failure_code: ErrorCode | null;
  readonly failure_message: string | null;
  readonly assurance: Assurance | null;
  readonly outcome: Outcome | null;
  readonly wrong_hash: string | null;
}

function jobOf(value: unknown): Job {
  const row = value as Row;
  return {
    id: row.id,
    path: row.path,
    size: row.size,
    rev: row.rev,
    contentHash: row.content_hash,
    checksum: checksumOf(row.checksum),
    state: row.state,
    attempts: row.attempts,
    retryAtMs: row.retry_at_ms,
    failure:
      row.failure_code === null
        ? null
        : { code: row.failure_code, message: row.failure_message ?? '' },
    assurance: row.assurance,
    outcome: row.outcome,
    wrongHash: row.wrong_hash,
  };
}

/** How a job stood before it was asked for again. */
export type KnownJob = Pick<Job, 'state' | 'size'>;

/** A job that was taken out, as its row was. */
export type RemovedJob = Readonly<Record<string, string | number | null>>;

/** Positions are halved by moving; nearer than so many to each other they begin to be the same number. */
const LEAST_STEP = 1e-6;

/**
 * The queue's memory. Updates gather and are written together ({@link QueueStore.flush}), because a transaction a
 * row costs more than the download of a small file; a crash before that repeats a check, never a mistake.
 */
export class QueueStore {
  readonly #database: DatabaseSync;
  readonly #update: StatementSync;
  readonly #remember: StatementSync;
  readonly #pending = new Map<number, JobUpdate>();
  #flushedMs = 0;
  /**
   * The greatest id that any job ever had since the start. SQLite would give that of a removed job to the next one, while
   * the transfer of the removed may still have to end, and an undo to come.
   */
  #lastId: number;
  readonly #stamps: { path: string; stamp: FileStamp; contentHash: string }[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#update = database.prepare(`
      UPDATE jobs SET state = ?, attempts = ?, retry_at_ms = ?, failure_code = ?, failure_message = ?,
        assurance = ?, outcome = ?, wrong_hash = ?, size = ?, rev = ?, content_hash = ? WHERE id = ?`);
    this.#remember = database.prepare(
      'INSERT OR REPLACE INTO known_good VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#lastId = Number(
      database.prepare('SELECT max(id) AS last FROM jobs').get()?.['last'] ?? 0,
    );
  }

  /**
   * Makes `files` the run's work: each becomes `queued` with no failed tries, whatever it was before, and what
   * the queue still had to do besides them is `paused`, so that a new run never fetches more than it was asked, and
   * what it had finished is forgotten, so that a report is about this run alone.
   * @returns how many were set aside
   */
  want(files: Iterable<WantedFile>): number {
    this.flush();
    return this.#transaction(() => {
      this.#database.exec(`
        DELETE FROM jobs WHERE state IN ('done', 'failed');
        UPDATE jobs SET state = 'paused' WHERE state IN ('queued', 'waiting-for-auth');`);
      this.#insert(files);
      return this.count(["state = 'paused'"]);
    });
  }

  /**
   * Adds `files` to the work, `queued` with no failed tries. What is queued already stays in its turn.
   *
   * @returns how those stood that were known already: whoever counts files need not count all of them anew
   */
  add(files: Iterable<WantedFile>): readonly KnownJob[] {
    this.flush();
    const known: KnownJob[] = [];
    const find = this.#database.prepare('SELECT state, size FROM jobs WHERE path = ?');
    this.#transaction(() =>
      this.#insert(files, (path) => {
        const row = find.get(path) as unknown as KnownJob | undefined;
        if (row !== undefined) known.push(row);
      }),
    );
    return known;
  }

  #insert(files: Iterable<WantedFile>, onFile: (path: string) => void = () => undefined): void {
    const insert = this.#database.prepare(`
      INSERT INTO jobs (id, path, size, rev, content_hash, checksum, priority, position, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued')
      ON CONFLICT (path) DO UPDATE SET size = excluded.size, rev = excluded.rev,
        content_hash = excluded.content_hash, checksum = excluded.checksum, state = 'queued',
        attempts = 0, retry_at_ms = 0, failure_code = NULL, failure_message = NULL, assurance = NULL,
        outcome = NULL,
        wrong_hash = CASE WHEN content_hash IS excluded.content_hash THEN wrong_hash END`);
    const last = this.#database.prepare('SELECT max(position) AS last FROM jobs').get()?.['last'];
    let position = typeof last === 'number' ? last : 0;
    for (const file of files) {
      const { path, size, rev, contentHash, checksum } = file;
      position += 1;
      this.#lastId += 1;
      onFile(path);
      const facts = [path, size, rev, contentHash, checksumText(checksum)] as const;
      insert.run(this.#lastId, ...facts, priorityOf(path), position);
    }
  }

  /**
   * The next jobs by turn: fewer failed tries first, then small products, then as they were asked for. A retry that
   * is further off than `longestDelayMs` was put off by a clock that has been set back since, and is due.
   */
  nextQueued(nowMs: number, longestDelayMs: number, limit: number): readonly Job[] {
    this.flush();
    return this.#database
      .prepare(`SELECT * FROM jobs
                WHERE state = 'queued' AND retry_at_ms NOT BETWEEN ? AND ?
                ORDER BY attempts, priority, position LIMIT ?`)
      .all(nowMs + 1, nowMs + longestDelayMs, limit)
      .map(jobOf);
  }

  /** When the next queued job may start, those of the paths `except` left out; null if there is none. */
  nextRetryAtMs(except: readonly string[]): number | null {
    this.flush();
    const row = this.#database
      .prepare(`SELECT min(retry_at_ms) AS at FROM jobs
                WHERE state = 'queued' AND path NOT IN (${except.map(() => '?').join(', ')})`)
      .get(...except);
    return typeof row?.['at'] === 'number' ? row['at'] : null;
  }

  /** Notes a job's new state; written with the next flush. */
  update(job: JobUpdate): void {
    this.#pending.set(job.id, job);
  }

  /** Notes that the file of `path` proved good while its disk said `stamp` of it. */
  remember(path: string, stamp: FileStamp, contentHash: string): void {
    this.#stamps.push({ path, stamp, contentHash });
  }

  /** The content_hash of `path` when it was last read, if its disk still says the same of it; else null. */
  recall(path: string, stamp: FileStamp): string | null {
    const row = this.#database
      .prepare(`SELECT content_hash FROM known_good WHERE path = ? AND size = ? AND mtime_ns = ?
                AND ctime_ns = ? AND inode = ?`)
      .get(path, stamp.size, stamp.mtimeNs, stamp.ctimeNs, stamp.inode);
    return typeof row?.['content_hash'] === 'string' ? row['content_hash'] : null;
  }

  /**
   * Files are no longer taken for good unread. A disk that fails changes bytes and leaves size and times as they were.
   * What their content_hash should be stays known.
   */
  doubt(paths: readonly string[]): void {
    this.flush();
    this.#transaction(() => {
      const doubt = this.#database.prepare('UPDATE known_good SET ctime_ns = -1 WHERE path = ?');
      for (const path of paths) doubt.run(path);
    });
  }

  /**
   * On a disk that takes some names for the same: gives each name to the first of the queue's files that asks for it.
   *
   * @returns those of the paths whose name belongs to another file
   */
  claimNames(paths: readonly string[]): readonly string[] {
    this.flush();
    return this.#transaction(() => {
      this.#database.exec(
        'CREATE TABLE IF NOT EXISTS names (key TEXT PRIMARY KEY, path TEXT NOT NULL) STRICT, WITHOUT ROWID',
      );
      const owner = this.#database.prepare(
        'SELECT names.path FROM names JOIN jobs USING (path) WHERE key = ?',
      );
      const claim = this.#database.prepare('INSERT OR REPLACE INTO names VALUES (?, ?)');
      return paths.filter((path) => {
        const key = collisionKey(path);
        const row = owner.get(key);
        if (row === undefined) claim.run(key, path);
        return row !== undefined && row['path'] !== path;
      });
    });
  }

  /** Fails jobs by their path, before they were tried. */
  refuse(paths: readonly string[], failure: Failure): void {
    this.flush();
    this.#transaction(() => {
      const refuse = this.#database.prepare(
        "UPDATE jobs SET state = 'failed', failure_code = ?, failure_message = ? WHERE path = ?",
      );
      for (const path of paths) refuse.run(failure.code, `${path}: ${failure.message}`, path);
    });
  }

  /** Puts every job of one state into another, with no failed tries counted. */
  moveAll(from: JobState, to: JobState): void {
    this.moveSome(['1'], [from], to);
  }

  /** Puts those of the jobs that are in one of the states `from` into `to`, with no failed tries counted. */
  moveSome([where, ...values]: Condition, from: readonly JobState[], to: JobState): void {
    this.flush();
    this.#database
      .prepare(`UPDATE jobs SET state = ?, attempts = 0, retry_at_ms = 0
                WHERE state IN (${from.map(() => '?').join(', ')}) AND (${where})`)
      .run(to, ...from, ...values);
  }

  /** Takes jobs out of the queue. @returns them, for {@link QueueStore.restore} */
  remove([where, ...values]: Condition): readonly RemovedJob[] {
    this.flush();
    return this.#transaction(() =>
      this.#database
        .prepare(`DELETE FROM jobs WHERE ${where} RETURNING *`)
        .all(...values)
        .map((row) => row as unknown as RemovedJob),
    );
  }

  /** Puts removed jobs back as they were and where they were; those that were asked for again meanwhile stay. */
  restore(jobs: readonly RemovedJob[]): void {
    this.flush();
    this.#transaction(() => {
      for (const job of jobs) {
        const columns = Object.keys(job);
        this.#database
          .prepare(`INSERT INTO jobs (${columns.join(', ')})
                    VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (path) DO NOTHING`)
          .run(...Object.values(job));
      }
    });
  }

  /**
   * Moves jobs before another in its turn, or behind all where `beforeId` is null. Among themselves they keep their
   * turn.
   */
  reorder(moved: Condition, beforeId: number | null): void {
    this.flush();
    this.#transaction(() => {
      const ids = this.ids({ condition: moved, order: 'priority, position' });
      let gap = this.#gapBefore(moved, beforeId);
      if ((gap.to - gap.from) / (ids.length + 1) < LEAST_STEP) {
        this.#renumber();
        gap = this.#gapBefore(moved, beforeId);
      }
      const { priority, from, to } = gap;
      const move = this.#database.prepare(
        'UPDATE jobs SET priority = ?, position = ? WHERE id = ?',
      );
      for (const [index, id] of ids.entries()) {
        move.run(priority, from + ((to - from) * (index + 1)) / (ids.length + 1), id);
      }
    });
  }

  /** Gives every job a whole position, in the turns that they have. */
  #renumber(): void {
    this.#database.exec(`
      UPDATE jobs SET position = turns.turn FROM
        (SELECT id, row_number() OVER (ORDER BY priority, position) AS turn FROM jobs) AS turns
      WHERE jobs.id = turns.id`);
  }

  /** The positions between which something is placed that comes before `beforeId`. */
  #gapBefore(
    [where, ...values]: Condition,
    beforeId: number | null,
  ): { readonly priority: number; readonly from: number; readonly to: number } {
    const before =
      beforeId === null
        ? undefined
        : this.#database.prepare('SELECT priority, position FROM jobs WHERE id = ?').get(beforeId);
    if (before === undefined) {
      const last = this.#database
        .prepare(`SELECT priority, position FROM jobs WHERE NOT (${where})
                  ORDER BY priority DESC, position DESC LIMIT 1`)
        .get(...values);
      const from = Number(last?.['position'] ?? 0);
      return { priority: Number(last?.['priority'] ?? 0), from, to: from + 1 };
    }
    const priority = Number(before['priority']);
    const to = Number(before['position']);
    const previous = this.#database
      .prepare(`SELECT max(position) AS position FROM jobs
                WHERE priority = ? AND position < ? AND NOT (${where})`)
      .get(priority, to, ...values);
    const from = previous?.['position'];
    return { priority, from: typeof from === 'number' ? from : to - 1, to };
  }

  /** Jobs of a part of a list, in its order; -1 as `limit` is for all. */
  part({ condition, order }: ListPart, offset: number, limit: number): readonly Job[] {
    return this.#inOrder('*', condition, order, offset, limit).map(jobOf);
  }

  /** The ids of a part of a list, in its order. */
  ids({ condition, order }: ListPart): readonly number[] {
    return this.#inOrder('id', condition, order, 0, -1).map((row) => Number(row['id']));
  }

  /** The paths of jobs, in their turn. */
  paths(condition: Condition): readonly string[] {
    return this.#inOrder('path', condition, 'priority, position', 0, -1).map((row) =>
      String(row['path']),
    );
  }

  #inOrder(
    columns: string,
    [where, ...values]: Condition,
    order: string,
    offset: number,
    limit: number,
  ): Record<string, unknown>[] {
    this.flush();
    return this.#database
      .prepare(`SELECT ${columns} FROM jobs WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`)
      .all(...values, limit, offset);
  }

  /** How many jobs there are of these. */
  count([where, ...values]: Condition): number {
    this.flush();
    const row = this.#database
      .prepare(`SELECT count(*) AS files FROM jobs WHERE ${where}`)
      .get(...values);
    return Number(row?.['files']);
  }

  totals(): readonly StateTotal[] {
    this.flush();
    return this.#database
      .prepare('SELECT state, count(*) AS files, total(size) AS bytes FROM jobs GROUP BY state')
      .all()
      .map((row) => ({
        state: row['state'] as JobState,
        files: Number(row['files']),
        bytes: Number(row['bytes']),
      }));
  }

  /** All jobs in one state, in their turn. */
  inState(state: JobState, limit = -1): readonly Job[] {
    this.flush();
    return this.#database
      .prepare('SELECT * FROM jobs WHERE state = ? ORDER BY priority, position LIMIT ?')
      .all(state, limit)
      .map(jobOf);
  }

  /** The job of a path; null where there is none. */
  byPath(path: string): Job | null {
    this.flush();
    const row = this.#database.prepare('SELECT * FROM jobs WHERE path = ?').get(path);
    return row === undefined ? null : jobOf(row);
  }

  /** The path of a job; null where there is no such job. */
  pathOf(id: number): string | null {
    const row = this.#database.prepare('SELECT path FROM jobs WHERE id = ?').get(id);
    return typeof row?.['path'] === 'string' ? row['path'] : null;
  }

  /** Writes what has gathered if it is time to. */
  flushIfDue(nowMs: number): void {
    const full = this.#pending.size >= BATCH_ROWS || this.#stamps.length >= BATCH_ROWS;
    if (!full && Math.abs(nowMs - this.#flushedMs) < BATCH_MS) return;
    this.flush();
    this.#flushedMs = nowMs;
  }

  /** Writes what has gathered, in one transaction. */
  flush(): void {
    if (this.#pending.size === 0 && this.#stamps.length === 0) return;
    this.#transaction(() => {
      for (const job of this.#pending.values()) {
        this.#update.run(
          job.state,
          job.attempts,
          job.retryAtMs,
          job.failure?.code ?? null,
          job.failure?.message ?? null,
          job.assurance,
          job.outcome,
          job.wrongHash,
          job.size,
          job.rev,
          job.contentHash,
          job.id,
        );
      }
      for (const { path, stamp, contentHash } of this.#stamps) {
        const { size, mtimeNs, ctimeNs, inode } = stamp;
        this.#remember.run(path, size, mtimeNs, ctimeNs, inode, contentHash);
      }
    });
    this.#pending.clear();
    this.#stamps.length = 0;
  }

  /** Also where what has gathered can't be written: then it throws SQLite's error, and is closed all the same. */
  close(): void {
    try {
      this.flush();
    } finally {
      this.#database.close();
    }
  }

  #transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk has rolled it back already.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
