import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';

/** SQLite writes the hex digits, which is faster than a buffer for each row; for NULL it returns ''. */
const FILE_COLUMNS = 'name, size, rev, lower(hex(content_hash)) AS content_hash';

/** All statements on the database of listings, compiled once. */
export function prepareStatements(database: DatabaseSync) {
  return {
    insertFolder: database.prepare(
      `INSERT INTO folders (link_key, path, listed_at_ms) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET listed_at_ms = excluded.listed_at_ms RETURNING id`,
    ),
    insertFile: database.prepare('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)'),
    foldersFromTo: database.prepare(
      'SELECT path FROM folders WHERE link_key = ? AND path >= ? AND path < ?',
    ),
    deleteFolder: database.prepare('DELETE FROM folders WHERE link_key = ? AND path = ?'),
    folders: database.prepare('SELECT id, path FROM folders WHERE link_key = ? ORDER BY path'),
    folder: database.prepare(
      'SELECT id, listed_at_ms FROM folders WHERE link_key = ? AND path = ?',
    ),
    filesIn: database.prepare(
      `SELECT ${FILE_COLUMNS} FROM files WHERE folder_id = ? ORDER BY name`,
    ),
    fileIn: database.prepare(`SELECT ${FILE_COLUMNS} FROM files WHERE folder_id = ? AND name = ?`),
    describe: database.prepare(
      `SELECT COUNT(*) AS files, TOTAL(size) AS bytes, MIN(listed_at_ms) AS oldest
       FROM folders JOIN files ON files.folder_id = folders.id WHERE link_key = ?`,
    ),
    copyFolders: database.prepare(
      `INSERT INTO folders (link_key, path, listed_at_ms)
       SELECT ?, path, listed_at_ms FROM folders WHERE link_key = ?`,
    ),
    copyFiles: database.prepare(
      `INSERT INTO files SELECT copies.id, name, size, rev, content_hash
       FROM folders AS copies
       JOIN folders AS originals ON originals.link_key = ? AND originals.path = copies.path
       JOIN files ON files.folder_id = originals.id WHERE copies.link_key = ?`,
    ),
    forget: database.prepare('DELETE FROM folders WHERE link_key = ?'),
  } satisfies Record<string, StatementSync>;
}

/** A row of `filesIn` or `fileIn`. */
export function listedFile(
  folder: string,
  { name, size, rev, content_hash: hash }: Readonly<Record<string, SQLOutputValue>>,
): ListedFile {
  return {
    path: `${folder}/${String(name)}`,
    size: size === null ? null : Number(size),
    rev: rev === null ? null : String(rev),
    contentHash: hash === '' ? null : String(hash),
  };
}
