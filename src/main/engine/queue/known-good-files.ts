import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FileStamp } from '#main/system/disk/file-stamp.ts';

/**
 * The content_hash of each file that was found good, with the file's stamp (size, times, inode) at that moment. A file
 * whose stamp is unchanged need not be read again.
 */
export class KnownGoodFiles {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #pending: { path: string; stamp: FileStamp; contentHash: string }[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = database.prepare('INSERT OR REPLACE INTO known_good VALUES (?, ?, ?, ?, ?, ?)');
  }

  /** How many files wait for {@link KnownGoodFiles.writePending}. */
  get pending(): number {
    return this.#pending.length;
  }

  remember(path: string, stamp: FileStamp, contentHash: string): void {
    this.#pending.push({ path, stamp, contentHash });
  }

  recall(path: string, stamp: FileStamp): string | null {
    const row = this.#database
      .prepare(`SELECT content_hash FROM known_good WHERE path = ? AND size = ? AND mtime_ns = ?
                AND ctime_ns = ? AND inode = ?`)
      .get(path, stamp.size, stamp.mtimeNs, stamp.ctimeNs, stamp.inode);
    return typeof row?.['content_hash'] === 'string' ? row['content_hash'] : null;
  }

  /** Replaces the stored stamps with one that no file has, and keeps the hashes. */
  doubt(paths: readonly string[]): void {
    const doubt = this.#database.prepare('UPDATE known_good SET ctime_ns = -1 WHERE path = ?');
    for (const path of paths) doubt.run(path);
  }

  writePending(): void {
    for (const { path, stamp, contentHash } of this.#pending) {
      const { size, mtimeNs, ctimeNs, inode } = stamp;
      this.#insert.run(path, size, mtimeNs, ctimeNs, inode, contentHash);
    }
  }

  /** Call it once the transaction of {@link KnownGoodFiles.writePending} is committed. */
  clearPending(): void {
    this.#pending.length = 0;
  }
}
