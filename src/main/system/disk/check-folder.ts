import { accessSync, constants, existsSync, rmdirSync } from 'node:fs';
import { dirname, isAbsolute, normalize } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { mapDiskError } from './disk-error.ts';
import { makeFolder } from './make-folder.ts';
import { namedPath } from './named-path.ts';

/**
 * Checks that files can be written to a folder. A missing folder is created and removed again: permissions alone do
 * not show whether a system folder, a network disk or an access list allows it.
 *
 * @throws AppError `bad-input` or an error of the disk, with the reason
 */
export function checkFolder(path: string): void {
  const folder = normalize(namedPath('The folder', path));
  if (!isAbsolute(folder) || folder.includes('\0')) {
    throw new AppError('bad-input', 'Enter the absolute path of a folder.');
  }
  const made = missingFolders(folder);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw mapDiskError(error, folder);
  } finally {
    removeEmpty(made);
  }
}

/** The folder and those above it that do not exist, deepest first. */
function missingFolders(folder: string): readonly string[] {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  return missing;
}

/** Removes folders that this check created; one that another program uses by now stays. */
function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // It was not created, or is in use.
    }
  }
}
