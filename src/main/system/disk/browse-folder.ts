import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import type { FolderListing } from '#shared/ipc/contract.ts';
import { errnoOf } from './disk-error.ts';
import { freeBytesAt } from './free-bytes.ts';
import { namedPath } from './named-path.ts';

/** More than anyone browses; a folder of a million would only stall the page. */
const MAX_FOLDERS = 5_000;

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'that is not a folder',
  EACCES: 'you have no permission to open it',
  EPERM: 'the system does not allow you to open it',
};

/**
 * Lists the folders in a folder, without hidden ones, for hosts without a system dialog. Lists what this user may read,
 * and no files. An empty path means the home folder. Throws AppError `bad-input`.
 */
export async function browseFolder(path: string): Promise<FolderListing> {
  const folder = path === '' ? homedir() : normalize(namedPath('The folder', path));
  if (!isAbsolute(folder) || folder.includes('\0')) {
    throw new AppError('bad-input', 'Enter the absolute path of a folder.');
  }
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const visible = entries.filter(({ name }) => !name.startsWith('.'));
    const folders: string[] = [];
    for (const entry of visible) {
      if (folders.length === MAX_FOLDERS) break;
      const isLink = entry.isSymbolicLink() && (await isFolder(join(folder, entry.name)));
      if (entry.isDirectory() || isLink) folders.push(entry.name);
    }
    const parent = dirname(folder);
    return {
      path: folder,
      parent: parent === folder ? null : parent,
      folders: folders.toSorted(new Intl.Collator('en', { numeric: true }).compare),
      freeBytes: await freeBytesAt(folder),
      writable: await isWritable(folder),
    };
  } catch (error) {
    const why = WHY[errnoOf(error) ?? ''] ?? 'it cannot be read';
    throw new AppError('bad-input', `${folder}: ${why}.`, { cause: error });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function isWritable(folder: string): Promise<boolean> {
  return await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}
