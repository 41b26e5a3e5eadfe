import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { draftOf } from './own-file.ts';

/**
 * Replaces a small file of the program's own state in one step, for callers that can't wait for a promise. After a kill
 * or on a full disk the old file remains. Replaces a link, and creates a missing folder. Throws Node's errors.
 */
export function writeAtomicallySync(file: string, text: string): void {
  makeFolder(dirname(file));
  const draft = draftOf(file);
  try {
    const descriptor = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
