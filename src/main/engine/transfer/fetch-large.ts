import { unlink } from 'node:fs/promises';
import { hashFile } from '#main/system/integrity/hash-file.ts';
import type { Assurance } from '#shared/downloads/job.ts';
import { BlockLanes } from './block-lanes.ts';
import { damaged } from './check-answer.ts';
import { checksumDisagrees } from './checksum-disagrees.ts';
import { giveFinalName } from './finish-file.ts';
import { openPart, type PartFile } from './part-file.ts';
import { type TransferRequest, WrongHash } from './transfer-request.ts';

/**
 * Fetches the missing blocks of a large file into its part file, verifies the whole, and gives it its final name. Throws
 * AppError, Node's file-system errors, and the signal's reason.
 */
export async function fetchLarge(request: TransferRequest): Promise<Assurance> {
  const { file, target, checkRoot } = request;
  checkRoot();
  const part = await openPart(target, file, request.bootMark, request.signal);
  try {
    await new BlockLanes(request, part).run();
    request.onVerifying();
    checkContentHash(request, part);
    await part.flush.finish();
    await checkChecksum(request, part);
  } finally {
    await part.close();
  }
  checkRoot();
  await giveFinalName(target.part, target.file, part.identity);
  await unlink(target.journal);
  return file.contentHash !== null || file.checksum !== null ? 'verified' : 'size-only';
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
