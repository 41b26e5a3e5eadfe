import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { Assurance } from '#shared/downloads/job.ts';
import { fetchLarge } from './fetch-large.ts';
import { fetchSmall } from './fetch-small.ts';
import type { TransferRequest } from './transfer-request.ts';

/**
 * Fetches one file, checks it, and gives it its final name; nothing appears under that name before. A file of
 * more than one block is continued from what an earlier attempt left.
 *
 * Throws AppError; `cause` is a WrongHash where everything arrived and the content_hash differs.
 */
export async function transfer(request: TransferRequest): Promise<Assurance> {
  try {
    return await (request.file.size > BLOCK_BYTES ? fetchLarge(request) : fetchSmall(request));
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    throw mapDiskError(error, request.target.file);
  }
}
