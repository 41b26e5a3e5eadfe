import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { Claim } from '#shared/downloads/claims.ts';
import { isOutage } from '#shared/downloads/retry-policy.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { BlockWriter } from './block-writer.ts';
import { checkAnswer, tooFewBytes, tooManyBytes } from './check-answer.ts';
import { eachChunk } from './each-chunk.ts';
import type { FileResponse } from './file-source.ts';
import type { TransferRequest } from './transfer-request.ts';

/** The answer can't be joined to the blocks that are here: the range was ignored, or its revision not told. */
export class Unjoinable extends Error {
  /** Whether the body is the whole file from its first byte on. It is open, and the catcher's to read or destroy. */
  readonly whole: FileResponse | null;
  constructor(whole: FileResponse | null) {
    super('The answer cannot be joined to what is here.');
    this.whole = whole;
  }
}

/**
 * Asks for the blocks of a claim. Throws AppError, {@link Unjoinable}, or what `mapBodyError` understands; then the
 * body is destroyed, but for the one that Unjoinable hands on.
 */
export async function openClaim(
  request: TransferRequest,
  claim: Claim,
  signal: AbortSignal,
): Promise<FileResponse> {
  const { source, file } = request;
  const offset = claim.first * BLOCK_BYTES;
  const end = Math.min(claim.end * BLOCK_BYTES, file.size);
  const isPart = offset > 0 || end < file.size;
  const response = await source.openFile({
    path: file.path,
    signal,
    ...(offset > 0 && { offset }),
    ...(end < file.size && { length: end - offset }),
  });
  try {
    checkAnswer(file, response);
  } catch (error) {
    response.body.destroy();
    throw error;
  }
  if (isPart && response.isWhole) throw new Unjoinable(response);
  if (response.offset !== offset || (isPart && response.rev === null)) {
    response.body.destroy();
    throw new Unjoinable(null);
  }
  return response;
}

export interface CopyOptions {
  /** Bytes of the body. */
  readonly expected: number;
  /** Whether what is missing of a broken body can be asked for. */
  readonly canGoOn: boolean;
  readonly signal: AbortSignal;
  readonly onBytes: (received: number) => void;
}

/**
 * Hands a body to the writer of a claim until the claim is full, which is before the body's end where another
 * connection has taken over its back. A connection that breaks after it brought at least one block is no error where
 * what is missing can be claimed again. Throws AppError; the blocks that were in flight are on disk then.
 */
export async function copyBody(
  { file, source }: TransferRequest,
  response: FileResponse,
  writer: BlockWriter,
  { expected, canGoOn, signal, onBytes }: CopyOptions,
): Promise<void> {
  let received = 0;
  try {
    const tooFew = (): AppError => tooFewBytes(file.path, expected, received);
    const take = (chunk: Uint8Array): Promise<void> | 'enough' | null => {
      received += chunk.length;
      if (received > expected) throw tooManyBytes(file.path, file.size);
      const wait = writer.push(chunk);
      onBytes(chunk.length);
      return writer.isFull && received < expected ? 'enough' : wait;
    };
    await eachChunk(response.body, take, tooFew);
    if (!writer.isFull) throw tooFew();
    await writer.end();
  } catch (error) {
    await writer.end().catch(() => undefined);
    const broken = error instanceof AppError ? error : source.mapBodyError(error);
    const goesOn = canGoOn && writer.finishedBlocks > 0 && isOutage(broken.code) && !signal.aborted;
    if (!goesOn) throw broken;
  } finally {
    response.body.destroy();
  }
}
