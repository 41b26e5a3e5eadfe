import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { contentHashOf } from '#main/integrity/content-hash.ts';
import type { Assurance, Checksum } from '#shared/downloads/job.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { checkAnswer, damaged, tooFewBytes, tooManyBytes } from './check-answer.ts';
import { checksumDisagrees } from './checksum-disagrees.ts';
import { eachChunk } from './each-chunk.ts';
import { type TransferRequest, WrongHash } from './transfer-request.ts';

/** Collects a body of exactly `size` bytes. */
async function collect(
  body: Readable,
  path: string,
  size: number,
  onProgress: (bytesDone: number, received: number) => void,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const tooFew = (): AppError => tooFewBytes(path, size, bytes);
  const take = (chunk: Buffer): null => {
    bytes += chunk.length;
    if (bytes > size) throw tooManyBytes(path, size);
    chunks.push(chunk);
    onProgress(bytes, chunk.length);
    return null;
  };
  await eachChunk(body, take, tooFew);
  if (bytes < size) throw tooFew();
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes);
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
