import { makeFolder } from '#main/system/disk/make-folder.ts';
import { createHash } from 'node:crypto';
import { closeSync } from 'node:fs';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { BLOCK_BYTES, blockCount, blockLength } from '#shared/downloads/blocks.ts';
import { giveBlockBuffer, takeBlockBuffer } from '#main/system/integrity/block-buffers.ts';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import {
  checkIdentity,
  type FileIdentity,
  identityOf,
  openOwn,
  OPEN_OWN_FLAGS,
} from '#main/system/disk/own-file.ts';
import { PartFlush } from './part-flush.ts';
import { PartJournal, type PartIdentity } from './part-journal.ts';
import type { Target } from './target.ts';

/** An unfinished file on disk with the journal of its finished blocks. */
export interface PartFile {
  /** The part's own path, for messages. */
  readonly name: string;
  readonly handle: FileHandle;
  readonly journal: PartJournal;
  readonly flush: PartFlush;
  /** Which file it is on its disk: nothing else may get the final name. */
  readonly identity: FileIdentity;
  close(): Promise<void>;
}

/**
 * Opens the `.part` of a file of several blocks, and takes over the blocks of an earlier attempt if its journal
 * belongs to the same revision. Blocks beyond the part's end are not believed; after a restart of the machine
 * each block is read again and compared with its digest, because it may never have reached the disk. Throws Node's
 * file-system errors, AppError where another program puts a file of its own in the part's place, and the signal's reason.
 */
export async function openPart(
  target: Target,
  identity: PartIdentity,
  bootMark: string,
  signal: AbortSignal,
): Promise<PartFile> {
  makeFolder(target.folder);
  const { handle, identity: fileIdentity } = await openOrCreate(target.part);
  try {
    const journal = PartJournal.open(target.journal, identity, bootMark);
    try {
      await disbelieve(handle, journal, identity.size, signal);
    } catch (error) {
      journal.close();
      throw error;
    }
    const flush = new PartFlush(handle, journal);
    return {
      name: target.part,
      handle,
      journal,
      flush,
      identity: fileIdentity,
      async close(): Promise<void> {
        try {
          await flush.settle();
        } finally {
          journal.close();
          await handle.close();
        }
      },
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openOrCreate(
  file: string,
): Promise<{ readonly handle: FileHandle; readonly identity: FileIdentity }> {
  const fd = openOwn(file);
  let identity: FileIdentity;
  try {
    identity = identityOf(fd);
  } finally {
    closeSync(fd);
  }
  const handle = await open(file, OPEN_OWN_FLAGS);
  try {
    const { dev, ino } = await handle.stat({ bigint: true });
    if (dev !== identity.dev || ino !== identity.ino) checkIdentity(file, identity);
    return { handle, identity: { dev, ino } };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Takes back every journalled block that the part cannot or does not hold. */
async function disbelieve(
  handle: FileHandle,
  journal: PartJournal,
  size: number,
  signal: AbortSignal,
): Promise<void> {
  const { size: partBytes } = await handle.stat();
  // What stands beyond the file's end belongs to something else and would survive the rename.
  if (partBytes > size) await handle.truncate(size);
  if (!journal.adopted) return;
  for (let index = 0; index < blockCount(size); index += 1) {
    const digest = journal.digestOf(index);
    if (digest === null) continue;
    signal.throwIfAborted();
    const length = blockLength(size, index);
    const there = index * BLOCK_BYTES + length <= partBytes;
    if (!there || (!journal.sameBoot && !(await holds(handle, index, length, digest)))) {
      journal.forget(index);
    }
  }
  if (!journal.sameBoot) journal.believe();
}

async function holds(
  handle: FileHandle,
  index: number,
  length: number,
  digest: Buffer,
): Promise<boolean> {
  const buffer = takeBlockBuffer();
  try {
    const { bytesRead } = await handle.read(buffer, 0, length, index * BLOCK_BYTES);
    const found = createHash('sha256').update(buffer.subarray(0, bytesRead)).digest();
    return found.equals(digest);
  } finally {
    giveBlockBuffer(buffer);
  }
}

/** Removes what an unfinished download left beside `target`; what isn't there is fine. */
export async function removePart(target: Target): Promise<void> {
  for (const file of [target.part, target.journal]) {
    await unlink(file).catch((error: unknown) => {
      if (errnoOf(error) !== 'ENOENT') throw error;
    });
  }
}
