import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { Assurance, WantedFile } from '#shared/downloads/job.ts';
import type { FileSource } from './file-source.ts';
import { fetchLarge } from './fetch-large.ts';
import { fetchSmall } from './fetch-small.ts';
import { mapDiskError } from '#main/disk/disk-error.ts';
import type { Target } from './target.ts';

/** What a download reports while it runs. */
export interface TransferEvents {
  /** Bytes of the file that are here, those of earlier tries counted; falls when blocks were thrown away. */
  onProgress(bytesDone: number): void;
  /** The bytes are here; the last checks run. */
  onVerifying(): void;
}

export interface TransferRequest extends TransferEvents {
  readonly source: FileSource;
  readonly file: WantedFile & { readonly size: number };
  readonly target: Target;
  readonly bootMark: string;
  readonly signal: AbortSignal;
}

/** A hash that a complete download had in place of the listed one. */
export class WrongHash {
  readonly contentHash: string;
  constructor(contentHash: string) {
    this.contentHash = contentHash;
  }
}

/**
 * Fetches one file, checks it, and gives it its final name; nothing appears under that name before. A file of
 * more than one block is continued from what an earlier try left.
 *
 * Throws AppError; `cause` is a {@link WrongHash} where everything arrived and the content_hash differs.
 */
export async function transfer(request: TransferRequest): Promise<Assurance> {
  try {
    return await (request.file.size > BLOCK_BYTES ? fetchLarge(request) : fetchSmall(request));
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    throw mapDiskError(error, request.target.file);
  }
}
