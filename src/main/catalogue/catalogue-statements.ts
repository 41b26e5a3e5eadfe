import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';

type Row = Readonly<Record<string, SQLOutputValue>>;

const FILE_COLUMNS = 'folders.path AS folder, name, size, rev, content_hash';

const FILES = 'folders JOIN files ON files.folder_id = folders.id';

/** All that is ever asked of the database of listings, compiled once. */
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
    allFiles: database.prepare(
      `SELECT ${FILE_COLUMNS} FROM ${FILES} WHERE link_key = ? ORDER BY folders.path, name`,
    ),
    oneFile: database.prepare(
      `SELECT ${FILE_COLUMNS} FROM ${FILES} WHERE link_key = ? AND path = ? AND name = ?`,
    ),
    listedAt: database.prepare('SELECT listed_at_ms FROM folders WHERE link_key = ? AND path = ?'),
    describe: database.prepare(
      `SELECT COUNT(*) AS files, TOTAL(size) AS bytes, MIN(listed_at_ms) AS oldest
       FROM ${FILES} WHERE link_key = ?`,
    ),
    forget: database.prepare('DELETE FROM folders WHERE link_key = ?'),
  } satisfies Record<string, StatementSync>;
}

/** A row of `allFiles` or `oneFile`. */
export function listedFile({ folder, name, size, rev, content_hash: hash }: Row): ListedFile {
  return {
    path: `${String(folder)}/${String(name)}`,
    size: size === null ? null : Number(size),
    rev: rev === null ? null : String(rev),
    contentHash: hash instanceof Uint8Array ? Buffer.from(hash).toString('hex') : null,
  };
}

export function* listedFiles(rows: Iterable<Row>): Generator<ListedFile, void> {
  for (const row of rows) yield listedFile(row);
}
