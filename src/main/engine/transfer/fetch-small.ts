import { createHash } from 'node:crypto';
import type { FileBody } from '#main/engine/wire/body-sink.ts';
import { isCut } from '#main/engine/wire/wire-error.ts';
import { contentHashOf } from '#main/system/integrity/content-hash.ts';
import type { Assurance, Checksum } from '#shared/downloads/job.ts';
import { checkAnswer, damaged, tooFewBytes, tooManyBytes } from './check-answer.ts';
import { checksumDisagrees } from './checksum-disagrees.ts';
import { type TransferRequest, WrongHash } from './transfer-request.ts';

/** Collects a body of exactly `size` bytes. Throws AppError, and what the body throws. */
async function collect(
  body: FileBody,
  path: string,
  size: number,
  onProgress: (bytesDone: number, received: number) => void,
): Promise<Buffer> {
  const memory = Buffer.allocUnsafe(size);
  let bytes = 0;
  await body
    .readInto({
      space() {
        if (bytes >= size) throw tooManyBytes(path, size);
        return memory.subarray(bytes);
      },
      landed(count) {
        bytes += count;
        onProgress(bytes, count);
        return 'more';
      },
      whenSpace: () => Promise.resolve(),
    })
    .catch((error: unknown) => {
      throw isCut(error) ? tooFewBytes(path, size, bytes) : error;
    });
  if (bytes < size) throw tooFewBytes(path, size, bytes);
  return memory;
}

function matches(bytes: Uint8Array, checksum: Checksum): boolean {
  return createHash(checksum.algorithm).update(bytes).digest('hex') === checksum.hex;
}

/**
 * Fetches a file of at most one block: held in memory, checked there, written once. Throws AppError, or Node's
 * file-system errors.
 */
export async function fetchSmall(request: TransferRequest): Promise<Assurance> {
  const { source, file, target, signal } = request;
  request.onProgress(0, 0);
  const response = await source.openFile({ path: file.path, signal });
  let bytes: Buffer;
  try {
    checkAnswer(file, response);
    bytes = await collect(response.body, file.path, file.size, (...progress) =>
      request.onProgress(...progress),
    );
  } catch (error) {
    response.body.destroy();
    throw source.mapBodyError(error);
  }
  request.onVerifying();
  if (file.contentHash !== null) {
    const hash = contentHashOf(bytes);
    if (hash !== file.contentHash) throw damaged(file.path, new WrongHash(hash));
  }
  if (file.checksum !== null && !matches(bytes, file.checksum)) {
    throw checksumDisagrees(file.path, file.contentHash !== null);
  }
  request.checkRoot();
  request.onArrived(file.size);
  await request.writeSmallFile(target, bytes);
  return file.contentHash !== null || file.checksum !== null ? 'verified' : 'size-only';
}
