import { spawnSync } from 'node:child_process';

/** The lines of `git status --porcelain`; null outside a git checkout, or if git is missing or refuses. */
function statusLines(root) {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain'], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.split('\n').filter((line) => line !== '') : null;
}

/**
 * Runs work that must leave the checkout's files unchanged, and keeps a note of files that it changed.
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
 * The files that set-up changed in the checkout and that are still changed. The lock file of an edited package.json is
 * left out: npm has to write it.
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
