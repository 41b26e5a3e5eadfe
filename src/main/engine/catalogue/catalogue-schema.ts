import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors/app-error.ts';
import { withSqliteErrors } from './sqlite-error.ts';

const VERSION = 1;

/** Folders have their own table: a folder is written once for its files, and replaced as a whole. */
const SCHEMA = `
  CREATE TABLE folders (
    id INTEGER PRIMARY KEY,
    link_key TEXT NOT NULL,
    path TEXT NOT NULL,
    listed_at_ms INTEGER NOT NULL,
    UNIQUE (link_key, path)
  ) STRICT;
  CREATE TABLE files (
    folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    size INTEGER,
    rev TEXT,
    content_hash BLOB,
    PRIMARY KEY (folder_id, name)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;

/**
 * Opens (or creates) the database of stored listings; its folder must exist. A write-ahead log lets readers
 * continue while a crawl is stored.
 *
 * @param busyTimeoutMs how long to wait for another writer
 * @throws AppError `disk-error` if the file has a newer version, belongs to another program or is not a database; `in-use`.
 */
export function openCatalogueDatabase(file: string, busyTimeoutMs: number): DatabaseSync {
  return withSqliteErrors(file, () => {
    const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
    try {
      prepare(file, database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function prepare(file: string, database: DatabaseSync): void {
  // Before any write: a file of another program must stay unchanged.
  const version = checkedVersion(file, database);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;',
  );
  if (version === VERSION) return;
  database.exec('BEGIN IMMEDIATE');
  // Another process may have created the tables while this one waited for the lock.
  if (checkedVersion(file, database) === 0) database.exec(SCHEMA);
  database.exec('COMMIT');
}

/** 0 for a new database, otherwise this program's version. */
function checkedVersion(file: string, database: DatabaseSync): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > VERSION) {
    throw new AppError(
      'disk-error',
      `${file} was written by a newer version of this program (format ${version}, this one reads ${VERSION}). ` +
        'Update the program, or move the file away; listings are then fetched again.',
    );
  }
  const isOurs = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'folders' AND sql LIKE '%listed_at_ms%'")
    .get();
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (version === 0 ? !isEmpty : isOurs === undefined) {
    throw new AppError(
      'disk-error',
      `${file} is a database of another program, not of stored listings. Nothing was changed. Move it away, or set VAST_PILOT_HOME to another folder.`,
    );
  }
  return version;
}
