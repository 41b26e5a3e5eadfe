import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** What the queue of an output folder remembers of the files that it brought. */
export interface DownloadMemory {
  /** Whether that file was brought here, or found good, at some time. */
  knows(path: string): boolean;
  /** The content_hash that it had then; null where it isn't remembered. */
  contentHashOf(path: string): string | null;
  /** The survey folders (`/EPOCH01/COMBINED`) of all these files. */
  folders(): ReadonlySet<string>;
  close(): void;
}

const NOTHING: DownloadMemory = {
  knows: () => false,
  contentHashOf: () => null,
  folders: () => new Set(),
  close: () => undefined,
};

/**
 * Opens the memory of a queue's database for reading, beside whoever writes it. A database that isn't there or can't
 * be read remembers nothing: a check goes on without.
 */
export function openDownloadMemory(queueFile: string): DownloadMemory {
  if (!existsSync(queueFile)) return NOTHING;
  try {
    const database = new DatabaseSync(queueFile, { readOnly: true, timeout: 5_000 });
    const hash = database.prepare('SELECT content_hash FROM known_good WHERE path = ?');
    const done = database.prepare("SELECT 1 FROM jobs WHERE path = ? AND state = 'done'");
    return {
      knows: (path) => hash.get(path) !== undefined || done.get(path) !== undefined,
      contentHashOf(path) {
        const value = hash.get(path)?.['content_hash'];
        return typeof value === 'string' ? value : null;
      },
      folders() {
        const folders = new Set<string>();
        const paths = database.prepare(
          "SELECT path FROM known_good UNION SELECT path FROM jobs WHERE state = 'done'",
        );
        for (const { path } of paths.iterate()) {
          const text = String(path);
          folders.add(text.slice(0, text.lastIndexOf('/')));
        }
        return folders;
      },
      close: () => database.close(),
    };
  } catch {
    return NOTHING;
  }
}
