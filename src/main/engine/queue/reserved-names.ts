import type { DatabaseSync } from 'node:sqlite';
import { collisionKey } from '#shared/downloads/local-name.ts';

/**
 * Reserves names on a disk that takes some names for the same: each name belongs to the first file of the queue that
 * asks for it.
 *
 * @returns those of the paths whose name belongs to another file
 */
export function reserveNames(database: DatabaseSync, paths: readonly string[]): readonly string[] {
  database.exec(
    'CREATE TABLE IF NOT EXISTS names (key TEXT PRIMARY KEY, path TEXT NOT NULL) STRICT, WITHOUT ROWID',
  );
  const owner = database.prepare(
    'SELECT names.path FROM names JOIN jobs USING (path) WHERE key = ?',
  );
  const reserve = database.prepare('INSERT OR REPLACE INTO names VALUES (?, ?)');
  return paths.filter((path) => {
    const key = collisionKey(path);
    const row = owner.get(key);
    if (row === undefined) reserve.run(key, path);
    return row !== undefined && row['path'] !== path;
  });
}
