import { closeSync, fdatasync, renameSync, rmSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { makeFolder } from '#main/system/disk/make-folder.ts';
import {
  checkIdentity,
  createOwn,
  type FileIdentity,
  identityOf,
} from '#main/system/disk/own-file.ts';
import type { Target } from './target.ts';

const sync = promisify(fdatasync);

export type WriteSmallFile = typeof writeSmallFile;

/**
 * Writes a whole file as a part, and gives it its final name once its bytes are on the disk itself. Opening, writing
 * and renaming are synchronous, which for small files costs a fraction of the asynchronous calls; the wait for the
 * disk is not, so that several files wait for it together. A thread of its own for this was tried: waking it costs more
 * than the work. Throws Node's file-system errors, and AppError where another file stands in the part's place; nothing is
 * left then.
 */
export async function writeSmallFile(target: Target, bytes: Uint8Array): Promise<void> {
  try {
    checkIdentity(target.part, await writePart(target, bytes));
    renameSync(target.part, target.file);
  } catch (error) {
    removeQuietly(target.part);
    throw error;
  }
}

async function writePart({ part, folder }: Target, bytes: Uint8Array): Promise<FileIdentity> {
  const fd = openForWriting(part, folder);
  try {
    let written = 0;
    while (written < bytes.length) written += writeSync(fd, bytes, written);
    await sync(fd);
    return identityOf(fd);
  } finally {
    closeSync(fd);
  }
}

function openForWriting(file: string, folder: string): number {
  try {
    return createOwn(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    makeFolder(folder);
    return createOwn(file);
  }
}

/** Ignores errors: the user needs the first one. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The next attempt writes over it.
  }
}
