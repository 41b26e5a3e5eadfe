import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '#main/system/disk/make-folder.ts';
import { openCatalogueDatabase } from './catalogue-schema.ts';
import { withSqliteErrors } from './sqlite-error.ts';

/** The header of an image in a shared folder. */
export interface StoredHeader {
  readonly rev: string;
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Where the header begins in the file, bytes. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Headers of images by path and link, from one run to the next. All methods throw AppError. */
export interface ImageHeaders {
  get(linkKey: string, path: string): StoredHeader | null;
  put(linkKey: string, path: string, header: StoredHeader): void;
  forget(linkKey: string, path: string): void;
  close(): void;
}

/** Programs that do not know this table leave it alone, so the format's version stays. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS image_headers (
    link_key TEXT NOT NULL,
    path TEXT NOT NULL,
    rev TEXT NOT NULL,
    file_bytes INTEGER NOT NULL,
    header_offset INTEGER NOT NULL,
    header BLOB NOT NULL,
    PRIMARY KEY (link_key, path)
  ) STRICT
`;
const BUSY_TIMEOUT_MS = 5_000;

/** Opens the database of stored listings at the first call that needs it: a read makes none. */
export function createImageHeaders(file: string): ImageHeaders {
  let database: DatabaseSync | null = null;
  const opened = (): DatabaseSync => {
    if (database === null) {
      makeFolder(dirname(file));
      database = openCatalogueDatabase(file, BUSY_TIMEOUT_MS);
      database.exec(SCHEMA);
    }
    return database;
  };
  return {
    get: (linkKey, path) =>
      withSqliteErrors(file, () => {
        if (database === null && !existsSync(file)) return null;
        const row = opened()
          .prepare('SELECT * FROM image_headers WHERE link_key = ? AND path = ?')
          .get(linkKey, path);
        return row === undefined
          ? null
          : {
              rev: row['rev'] as string,
              fileBytes: row['file_bytes'] as number,
              offset: row['header_offset'] as number,
              bytes: row['header'] as Uint8Array,
            };
      }),
    put: (linkKey, path, { rev, fileBytes, offset, bytes }) =>
      withSqliteErrors(file, () => {
        opened()
          .prepare('INSERT OR REPLACE INTO image_headers VALUES (?, ?, ?, ?, ?, ?)')
          .run(linkKey, path, rev, fileBytes, offset, bytes);
      }),
    forget: (linkKey, path) =>
      withSqliteErrors(file, () => {
        opened()
          .prepare('DELETE FROM image_headers WHERE link_key = ? AND path = ?')
          .run(linkKey, path);
      }),
    close() {
      database?.close();
      database = null;
    },
  };
}
