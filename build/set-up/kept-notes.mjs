import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Notes that set-up keeps for its next run, in the checkout's `.cache`, because `npm ci` empties `node_modules`. An
 * unreadable note counts as none; a note that cannot be written only costs another attempt.
 */
export function createNotes(root) {
  const folder = join(root, '.cache', 'set-up');
  return {
    /** @returns the value of a note, or null */
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
