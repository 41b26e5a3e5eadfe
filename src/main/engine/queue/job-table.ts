import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Failure, Job, JobState, WantedFile } from '#shared/downloads/job.ts';
import { priorityOf } from '#shared/downloads/priority.ts';
import type { Condition, ListPart } from './job-conditions.ts';
import {
  checksumText,
  jobOf,
  type JobUpdate,
  type KnownJob,
  type RemovedJob,
  type StateTotal,
} from './job-rows.ts';

/** The statements on the table `jobs`. Their callers see to transactions, and to updates that are not written yet. */
export class JobTable {
  readonly #database: DatabaseSync;
  readonly #update: StatementSync;
  /**
   * The greatest id of any job since the program started. SQLite would give the id of a removed job to the next one
   * while the removed job's transfer may still be shutting down, and may still be restored.
   */
  #lastId: number;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#update = database.prepare(`
      UPDATE jobs SET state = ?, attempts = ?, retry_at_ms = ?, failure_code = ?, failure_message = ?,
        assurance = ?, outcome = ?, wrong_hash = ?, size = ?, rev = ?, content_hash = ? WHERE id = ?`);
    this.#lastId = Number(
      database.prepare('SELECT max(id) AS last FROM jobs').get()?.['last'] ?? 0,
    );
  }

  /**
   * Adds files behind all others, `queued`. A file that is in the queue already keeps its position.
   *
   * @param onFile is called with each path before its row is written
   */
  add(files: Iterable<WantedFile>, onFile: (path: string) => void = () => undefined): void {
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
    for (const { path, size, rev, contentHash, checksum } of files) {
      position += 1;
      this.#lastId += 1;
      onFile(path);
      const facts = [path, size, rev, contentHash, checksumText(checksum)] as const;
      insert.run(this.#lastId, ...facts, priorityOf(path), position);
    }
  }

  /** As {@link JobTable.add}. @returns state and size that those had before which were in the queue already */
  addCounting(files: Iterable<WantedFile>): readonly KnownJob[] {
    const known: KnownJob[] = [];
    const find = this.#database.prepare('SELECT state, size FROM jobs WHERE path = ?');
    this.add(files, (path) => {
      const row = find.get(path) as unknown as KnownJob | undefined;
      if (row !== undefined) known.push(row);
    });
    return known;
  }

  update(job: JobUpdate): void {
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

  /** Deletes the jobs that are `done` or `failed`, and pauses those that wait. */
  clear(): void {
    this.#database.exec(`
      DELETE FROM jobs WHERE state IN ('done', 'failed');
      UPDATE jobs SET state = 'paused' WHERE state IN ('queued', 'waiting-for-auth');`);
  }

  fail(paths: readonly string[], failure: Failure): void {
    const fail = this.#database.prepare(
      "UPDATE jobs SET state = 'failed', failure_code = ?, failure_message = ? WHERE path = ?",
    );
    for (const path of paths) fail.run(failure.code, `${path}: ${failure.message}`, path);
  }

  move([where, ...values]: Condition, from: readonly JobState[], to: JobState): void {
    this.#database
      .prepare(`UPDATE jobs SET state = ?, attempts = 0, retry_at_ms = 0
                WHERE state IN (${from.map(() => '?').join(', ')}) AND (${where})`)
      .run(to, ...from, ...values);
  }

  remove([where, ...values]: Condition): readonly RemovedJob[] {
    return this.#database
      .prepare(`DELETE FROM jobs WHERE ${where} RETURNING *`)
      .all(...values)
      .map((row) => row as unknown as RemovedJob);
  }

  restore(jobs: readonly RemovedJob[]): void {
    for (const job of jobs) {
      const columns = Object.keys(job);
      this.#database
        .prepare(`INSERT INTO jobs (${columns.join(', ')})
                  VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (path) DO NOTHING`)
        .run(...Object.values(job));
    }
  }

  /**
   * The next jobs to start: those with fewer failed attempts first, then small products, then by position. A retry
   * further away than `maxDelayMs` was dated by a clock that has been set back since, and is due.
   */
  nextQueued(nowMs: number, maxDelayMs: number, limit: number): readonly Job[] {
    return this.#database
      .prepare(`SELECT * FROM jobs
                WHERE state = 'queued' AND retry_at_ms NOT BETWEEN ? AND ?
                ORDER BY attempts, priority, position LIMIT ?`)
      .all(nowMs + 1, nowMs + maxDelayMs, limit)
      .map(jobOf);
  }

  nextRetryAtMs(except: readonly string[]): number | null {
    const row = this.#database
      .prepare(`SELECT min(retry_at_ms) AS at FROM jobs
                WHERE state = 'queued' AND path NOT IN (${except.map(() => '?').join(', ')})`)
      .get(...except);
    return typeof row?.['at'] === 'number' ? row['at'] : null;
  }

  /** @param limit -1 for all */
  jobs({ condition, order }: ListPart, offset: number, limit: number): readonly Job[] {
    return this.#inOrder('*', condition, order, offset, limit).map(jobOf);
  }

  ids({ condition, order }: ListPart): readonly number[] {
    return this.#inOrder('id', condition, order, 0, -1).map((row) => Number(row['id']));
  }

  paths({ condition, order }: ListPart): readonly string[] {
    return this.#inOrder('path', condition, order, 0, -1).map((row) => String(row['path']));
  }

  #inOrder(
    columns: string,
    [where, ...values]: Condition,
    order: string,
    offset: number,
    limit: number,
  ): Record<string, unknown>[] {
    return this.#database
      .prepare(`SELECT ${columns} FROM jobs WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`)
      .all(...values, limit, offset);
  }

  count([where, ...values]: Condition): number {
    const row = this.#database
      .prepare(`SELECT count(*) AS files FROM jobs WHERE ${where}`)
      .get(...values);
    return Number(row?.['files']);
  }

  totals(): readonly StateTotal[] {
    return this.#database
      .prepare('SELECT state, count(*) AS files, total(size) AS bytes FROM jobs GROUP BY state')
      .all()
      .map((row) => ({
        state: row['state'] as JobState,
        files: Number(row['files']),
        bytes: Number(row['bytes']),
      }));
  }

  byPath(path: string): Job | null {
    const row = this.#database.prepare('SELECT * FROM jobs WHERE path = ?').get(path);
    return row === undefined ? null : jobOf(row);
  }

  pathOf(id: number): string | null {
    const row = this.#database.prepare('SELECT path FROM jobs WHERE id = ?').get(id);
    return typeof row?.['path'] === 'string' ? row['path'] : null;
  }
}
