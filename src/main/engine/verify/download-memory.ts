import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** What the queue of an output folder remembers of the files that it brought. */
export interface DownloadMemory {
  /** Whether that file was brought here, or found good, at some time. */
  knows(path: string): boolean;
  /** The content_hash that it had then; null where it isn't remembered. */
  contentHashOf(path: string): string | null;
  /** The survey folders (`/EPOCH01/COMBINED`) of all these files. */
  folders(): ReadonlySet<string>;
  /** A sentence for the user where something could not be read up to now; null where nothing was amiss. */
  readonly trouble: string | null;
  close(): void;
}

interface Questions {
  readonly hash: StatementSync;
  readonly done: StatementSync;
  readonly paths: StatementSync;
}

/**
 * The memory of a queue's database, opened for reading beside whoever writes it when it is first asked. One that isn't
 * there remembers nothing. Of one that can't be read, or not to its end, the rest is not remembered either: a check
 * goes on without, and says so by {@link DownloadMemory.trouble}.
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
        'So files that were downloaded and are gone may not be told of; a check of a selection tells them.';
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
