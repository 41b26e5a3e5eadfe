import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors/app-error.ts';
import { isRemote } from '../transfer/boot-mark.ts';

const VERSION = 1;

const SCHEMA = `
  CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER,
    rev TEXT,
    content_hash TEXT,
    checksum TEXT,
    priority INTEGER NOT NULL,
    -- The order among files of one priority; a fraction if a file was moved between two others.
    position REAL NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    retry_at_ms INTEGER NOT NULL DEFAULT 0,
    failure_code TEXT,
    failure_message TEXT,
    assurance TEXT,
    outcome TEXT,
    wrong_hash TEXT
  ) STRICT;
  CREATE INDEX jobs_by_turn ON jobs (state, attempts, priority, position);
  CREATE INDEX jobs_by_position ON jobs (priority, position);

  -- Files that were found good, with their stamps at that moment. A file whose stamp is unchanged need not be
  -- read again.
  CREATE TABLE known_good (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    content_hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;

/** SQLite's codes for a database that another program has locked. */
const LOCKED: ReadonlySet<number> = new Set([5, 6]);

/**
 * Opens (or creates) a queue's database. Throws AppError `disk-error` in plain words where the file is damaged or of a
 * newer version, and `in-use` where another program holds it for longer than `timeoutMs`.
 */
export function openQueueDatabase(file: string, timeoutMs = 5_000): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: timeoutMs });
    // Before any write: a queue of another version must stay unchanged.
    const row = database.prepare('PRAGMA user_version').get();
    const version = Number(row?.['user_version'] ?? 0);
    if (version > VERSION) {
      throw new AppError(
        'disk-error',
        `${file}: this queue was written by a newer version of the program (format ${version}, here ${VERSION}). ` +
          'Update the program; nothing was changed.',
      );
    }
    // A write-ahead log needs memory that all its programs share: on a network file system two machines would damage it.
    const journal = isRemote(dirname(file)) ? 'DELETE' : 'WAL';
    database.exec(`PRAGMA journal_mode = ${journal}; PRAGMA synchronous = NORMAL;`);
    if (version === 0) database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof AppError) throw error;
    if (error instanceof Error && 'errcode' in error && LOCKED.has(Number(error.errcode) & 0xff)) {
      throw new AppError(
        'in-use',
        `${file}: another program holds the queue's database. Close that program, then try again.`,
        { cause: error },
      );
    }
    const words = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'disk-error',
      `${file}: the queue's database can't be used ("${words}"). If it is damaged, move it away: ` +
        'downloaded files stay, and running the same download again verifies them and continues.',
      { cause: error },
    );
  }
}
