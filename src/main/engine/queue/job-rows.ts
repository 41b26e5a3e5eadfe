import type {
  Assurance,
  Checksum,
  Job,
  JobState,
  Outcome,
  WantedFile,
} from '#shared/downloads/job.ts';
import type { ErrorCode } from '#shared/errors/app-error.ts';

/** The new content of a job's row. */
export type JobUpdate = Pick<
  Job,
  'id' | 'state' | 'attempts' | 'retryAtMs' | 'failure' | 'assurance' | 'outcome' | 'wrongHash'
> &
  Pick<WantedFile, 'size' | 'rev' | 'contentHash'>;

/** Files and bytes in one state. Files of unknown size add no bytes. */
export interface StateTotal {
  readonly state: JobState;
  readonly files: number;
  readonly bytes: number;
}

/** State and size of a job before its file was added again. */
export type KnownJob = Pick<Job, 'state' | 'size'>;

/** The row of a job that was removed from the queue. */
export type RemovedJob = Readonly<Record<string, string | number | null>>;

/** A row of `jobs`, as the schema guarantees it. */
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

/** @param value a whole row of `jobs`, as SQLite returns it */
export function jobOf(value: unknown): Job {
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

/** A checksum as the column `checksum` holds it: `algorithm:hex`. */
export function checksumText(checksum: Checksum | null): string | null {
  return checksum === null ? null : `${checksum.algorithm}:${checksum.hex}`;
}

function checksumOf(text: string | null): Checksum | null {
  if (text === null) return null;
  const colon = text.indexOf(':');
  return { algorithm: text.slice(0, colon) as Checksum['algorithm'], hex: text.slice(colon + 1) };
}
