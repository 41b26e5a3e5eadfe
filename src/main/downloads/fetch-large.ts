import { unlink } from 'node:fs/promises';
import { hashFile } from '#main/integrity/hash-file.ts';
import { BLOCK_BYTES, blockCount, blockLength, firstMissingRun } from '#shared/downloads/blocks.ts';
import type { BlockRun } from '#shared/downloads/blocks.ts';
import type { Assurance } from '#shared/downloads/job.ts';
import { isOutage } from '#shared/downloads/retry-policy.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import { BlockWriter } from './block-writer.ts';
import { checkAnswer, damaged, tooFewBytes, tooManyBytes } from './check-answer.ts';
import { checksumDisagrees } from './checksum-disagrees.ts';
import type { FileResponse } from './file-source.ts';
import { giveFinalName } from './finish-file.ts';
import { openPart, type PartFile } from './part-file.ts';
import { type TransferRequest, WrongHash } from './transfer-request.ts';

/**
 * Fetches a file of several blocks into its part, continuing what is there. A connection that breaks after it
 * brought at least one block is taken up again at once; one that brought nothing is an error for the queue.
 */
export async function fetchLarge(request: TransferRequest): Promise<Assurance> {
  const { file, target, checkRoot } = request;
  checkRoot();
  const part = await openPart(target, file, request.bootMark);
  try {
    const count = blockCount(file.size);
    for (;;) {
      const run = firstMissingRun(count, (index) => part.journal.isDone(index));
      if (run === null) break;
      await fetchRun(request, part, run);
    }
    request.onVerifying();
    checkContentHash(request, part);
    await part.handle.sync();
    await checkChecksum(request, part);
  } finally {
    await part.close();
  }
  checkRoot();
  await giveFinalName(target.part, target.file);
  await unlink(target.journal);
  return file.contentHash !== null || file.checksum !== null ? 'verified' : 'size-only';
}

function bytesDone(part: PartFile, size: number): number {
  let bytes = 0;
  for (let index = 0; index < blockCount(size); index += 1) {
    if (part.journal.isDone(index)) bytes += blockLength(size, index);
  }
  return bytes;
}

/** Asks for a run of blocks and writes what comes. Throws if nothing came of it. */
async function fetchRun(request: TransferRequest, part: PartFile, wanted: BlockRun): Promise<void> {
  const { source, file, signal } = request;
  const offset = wanted.first * BLOCK_BYTES;
  const end = Math.min(wanted.end * BLOCK_BYTES, file.size);
  let response: FileResponse;
  try {
    response = await source.openFile({
      path: file.path,
      signal,
      ...(offset > 0 && { offset }),
      ...(end < file.size && { length: end - offset }),
    });
  } catch (error) {
    // What we hold doesn't fit what is there: the next try starts over.
    if (errorCode(error) === 'range-refused') part.journal.forgetAll();
    throw error;
  }
  let run = wanted;
  try {
    checkAnswer(file, response);
    const asked = offset > 0 || end < file.size;
    if (
      (asked && response.isWhole) ||
      response.offset !== offset ||
      (asked && response.rev === null)
    ) {
      // Without the range, or without a revision to trust the range by, nothing we hold may be joined to it.
      part.journal.forgetAll();
      if (!response.isWhole) {
        throw new AppError(
          'range-refused',
          `${file.path}: Dropbox sent another part than asked for, or did not say of which revision.`,
        );
      }
      run = { first: 0, end: blockCount(file.size) };
    }
  } catch (error) {
    if (errorCode(error) === 'file-changed') part.journal.forgetAll();
    response.body.destroy();
    throw error;
  }
  const startedOver = run !== wanted;
  const writer = new BlockWriter(part, file.size, run.first);
  try {
    await copyBody(request, part, response, writer, Math.min(run.end * BLOCK_BYTES, file.size));
  } catch (error) {
    const broken = error instanceof AppError ? error : source.mapBodyError(error);
    const goesOn =
      writer.finishedBlocks > 0 && !startedOver && isOutage(broken.code) && !signal.aborted;
    if (!goesOn) throw broken;
  }
}

async function copyBody(
  request: TransferRequest,
  part: PartFile,
  response: FileResponse,
  writer: BlockWriter,
  end: number,
): Promise<void> {
  const { file } = request;
  const before = bytesDone(part, file.size);
  const expected = writer.bytesLeft - (file.size - end);
  let received = 0;
  try {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      received += chunk.length;
      if (received > expected) throw tooManyBytes(file.path, file.size);
      await writer.push(chunk);
      request.onProgress(before + received, chunk.length);
    }
  } finally {
    response.body.destroy();
    await writer.end();
    request.onProgress(bytesDone(part, file.size), 0);
  }
  if (received < expected) throw tooFewBytes(file.path, expected, received);
}

function checkContentHash({ file }: TransferRequest, { journal }: PartFile): void {
  if (file.contentHash === null) return;
  const found = journal.contentHash();
  if (found === file.contentHash) return;
  journal.forgetAll();
  throw damaged(file.path, new WrongHash(found));
}

async function checkChecksum(request: TransferRequest, { journal }: PartFile): Promise<void> {
  const { file, target, signal } = request;
  if (file.checksum === null) return;
  const { checksum } = await hashFile(target.part, { checksum: file.checksum.algorithm, signal });
  if (checksum === file.checksum.hex) return;
  journal.forgetAll();
  throw checksumDisagrees(file.path, file.contentHash !== null);
}
