import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in one transaction. An error from `work` or from SQLite rolls all of it back, and is thrown. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite itself has rolled back already if the disk is full.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
