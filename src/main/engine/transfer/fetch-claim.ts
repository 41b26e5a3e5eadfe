import type { BodySink } from '#main/engine/wire/body-sink.ts';
import { isCut } from '#main/engine/wire/wire-error.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { Claim } from '#shared/downloads/claims.ts';
import { isOutage } from '#shared/downloads/retry-policy.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { BlockWriter } from './block-writer.ts';
import { checkAnswer, tooFewBytes, tooManyBytes } from './check-answer.ts';
import type { FileResponse, FileSource } from './file-source.ts';
import type { TransferRequest } from './transfer-request.ts';

/** The answer can't be joined to the blocks that are here: the range was ignored, or the answer names no revision. */
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

/** Counts what comes for a claim, and holds it against what was announced. */
class ClaimSink implements BodySink {
  readonly #writer: BlockWriter;
  readonly #options: CopyOptions;
  readonly #tooMany: () => AppError;
  received = 0;

  constructor(writer: BlockWriter, options: CopyOptions, tooMany: () => AppError) {
    this.#writer = writer;
    this.#options = options;
    this.#tooMany = tooMany;
  }

  space(): Uint8Array | null {
    if (this.received >= this.#options.expected) throw this.#tooMany();
    return this.#writer.space();
  }

  landed(count: number): 'more' | 'enough' {
    const { expected, onBytes } = this.#options;
    this.received += count;
    if (this.received > expected) throw this.#tooMany();
    this.#writer.landed(count);
    onBytes(count);
    // Full before the end: another connection has taken over the back of the claim.
    return this.#writer.isFull && this.received < expected ? 'enough' : 'more';
  }

  whenSpace(): Promise<void> {
    return this.#writer.whenSpace();
  }
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
  options: CopyOptions,
): Promise<void> {
  const { expected, canGoOn, signal } = options;
  const sink = new ClaimSink(writer, options, () => tooManyBytes(file.path, file.size));
  const tooFew = (): AppError => tooFewBytes(file.path, expected, sink.received);
  try {
    await response.body.readInto(sink);
    if (!writer.isFull) throw tooFew();
    await writer.end();
  } catch (error) {
    response.body.destroy();
    await writer.end().catch(() => undefined);
    const broken = isCut(error) ? tooFew() : mapped(source, error);
    const goesOn = canGoOn && writer.finishedBlocks > 0 && isOutage(broken.code) && !signal.aborted;
    if (!goesOn) throw broken;
  } finally {
    response.body.destroy();
  }
}

function mapped(source: FileSource, error: unknown): AppError {
  return error instanceof AppError ? error : source.mapBodyError(error);
}
