import { spawnSync } from 'node:child_process';

/** The lines of `git status --porcelain`; null outside a git checkout, and where git is missing or refuses. */
function statusLines(root) {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain'], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.split('\n').filter((line) => line !== '') : null;
}

/**
 * Runs work that must leave the checkout's files alone, and keeps a note of those that it changed.
 *
 * @param notes of `createNotes`
 * @returns the status lines that were not there before
 */
export function watchCheckout(root, notes, work) {
  const before = statusLines(root);
  work();
  const after = statusLines(root);
  if (before === null || after === null) return [];
  const changed = after.filter((line) => !before.includes(line));
  notes.write('changed-files', changed);
  return changed;
}

/**
 * What set-up has changed in the checkout and is still changed. The lock file of a package.json that is being edited is
 * not among it: npm is meant to write that.
 *
 * @param notes of `createNotes`
 * @returns status lines
 */
export function changedBySetUp(root, notes) {
  const now = statusLines(root) ?? [];
  const isEdited = now.some((line) => line.endsWith(' package.json'));
  return (notes.read('changed-files') ?? []).filter(
    (line) => now.includes(line) && !(isEdited && line.endsWith(' package-lock.json')),
  );
}
