import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The notes that set-up keeps for its next run, in the checkout's `.cache`: `npm ci` empties `node_modules`. A note
 * that cannot be read counts as none, and one that cannot be written only costs another attempt.
 */
export function createNotes(root) {
  const folder = join(root, '.cache', 'set-up');
  return {
    /** @returns what was kept under the name, or null */
    read(name) {
      try {
        return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
      } catch {
        return null;
      }
    },
    write(name, value) {
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, `${name}.json`), JSON.stringify(value));
      } catch {
        // The next run finds no note.
      }
    },
    remove(name) {
      rmSync(join(folder, `${name}.json`), { force: true });
    },
  };
}
