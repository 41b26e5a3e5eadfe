import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** The record that the queue of an output folder keeps of downloaded files. */
export interface DownloadMemory {
  /** Whether that file was ever downloaded here, or verified. */
  knows(path: string): boolean;
  /** Its content_hash at that time; null if it isn't recorded. */
  contentHashOf(path: string): string | null;
  /** The survey folders (`/EPOCH01/COMBINED`) of all these files. */
  folders(): ReadonlySet<string>;
  /** A sentence for the user if something could not be read so far; else null. */
  readonly trouble: string | null;
  close(): void;
}

interface Questions {
  readonly hash: StatementSync;
  readonly done: StatementSync;
  readonly paths: StatementSync;
}

/**
 * Reads the record in a queue's database, beside a possible writer. Opens it on first use. A missing database has no
 * record. Unreadable parts count as not recorded: verification continues without them, and
 * {@link DownloadMemory.trouble} reports them.
 */
export function openDownloadMemory(queueFile: string): DownloadMemory {
  let trouble: string | null = null;
  const attempt = <Value>(read: () => Value): Value | null => {
    try {
      return read();
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      trouble =
        `The record of what was downloaded can't be read (${queueFile}: "${words}"). ` +
        'Downloaded files that are missing may therefore not be reported; verify ticked files to find them.';
      return null;
    }
  };
  let database: DatabaseSync | null = null;
  let questions: Questions | null = null;
  let isOpened = false;
  const open = (): Questions | null => {
    if (isOpened) return questions;
    isOpened = true;
    if (!existsSync(queueFile)) return null;
    questions = attempt(() => {
      database = new DatabaseSync(queueFile, { readOnly: true, timeout: 5_000 });
      return {
        hash: database.prepare('SELECT content_hash FROM known_good WHERE path = ?'),
        done: database.prepare("SELECT 1 FROM jobs WHERE path = ? AND state = 'done'"),
        paths: database.prepare(
          "SELECT path FROM known_good UNION SELECT path FROM jobs WHERE state = 'done'",
        ),
      };
    });
    return questions;
  };
  return {
    knows(path) {
      const found = attempt(() => open()?.hash.get(path) ?? open()?.done.get(path));
      return (found ?? undefined) !== undefined;
    },
    contentHashOf(path) {
      const value = attempt(() => open()?.hash.get(path)?.['content_hash']);
      return typeof value === 'string' ? value : null;
    },
    folders() {
      const folders = new Set<string>();
      attempt(() => {
        for (const { path } of open()?.paths.iterate() ?? []) {
          const text = String(path);
          folders.add(text.slice(0, text.lastIndexOf('/')));
        }
      });
      return folders;
    },
    get trouble() {
      return trouble;
    },
    close: () => database?.close(),
  };
}
