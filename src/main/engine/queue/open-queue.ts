import { existsSync, renameSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors/app-error.ts';
import { openQueueDatabase } from './queue-schema.ts';

/** SQLite's codes for a file that is damaged, or is no database at all. */
const DAMAGED: ReadonlySet<unknown> = new Set([11, 26]);

/** A larger database is not checked at each start: that would take seconds. */
const MAX_CHECK_BYTES = 64 * 1024 * 1024;

export interface OpenedQueue {
  readonly database: DatabaseSync;
  /** A message for the user; null if nothing is wrong. */
  readonly notice: string | null;
}

/**
 * Opens a queue's database, or begins a new one where it is damaged: the old one is kept beside it, because nothing
 * that a user made is thrown away unasked. Throws AppError where it is of a newer version or held by another program.
 *
 * @param isOurs whether the output folder's lock is held: without, a damaged one is left to its holder, and is an error
 */
export function openQueue(
  file: string,
  outputFolder: string,
  nowMs: number,
  isOurs = true,
): OpenedQueue {
  try {
    const database = openQueueDatabase(file);
    if (isSound(database, file)) return { database, notice: null };
    database.close();
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  if (!isOurs) {
    throw new AppError(
      'in-use',
      `The list of downloads for ${outputFolder} is damaged, and another program is downloading there. ` +
        'Wait for that program to end, then open this folder again.',
    );
  }
  const aside = `${file}.damaged-${new Date(nowMs).toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  return {
    database: openQueueDatabase(file),
    notice:
      `The list of downloads for ${outputFolder} was damaged, and was set aside as ${aside}. ` +
      'No downloaded file is lost: ask for the same files again, and those that are on disk are checked and kept.',
  };
}

function isSound(database: DatabaseSync, file: string): boolean {
  if (statSync(file).size > MAX_CHECK_BYTES) return true;
  return database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok';
}

function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && typeof error.errcode === 'number') {
    // The upper bits only say more of the same.
    return DAMAGED.has(error.errcode & 0xff);
  }
  return isDamage(error.cause);
}
