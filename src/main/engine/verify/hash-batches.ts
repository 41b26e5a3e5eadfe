import { BLOCK_BYTES, blockCount } from '#shared/downloads/blocks.ts';

export type Algorithm = 'md5' | 'sha256';

/** A file that is to be hashed. */
export interface HashItem {
  readonly id: number;
  readonly file: string;
  /** Bytes, as the disk told before it was read. */
  readonly size: number;
  /** Checksums of the whole file that are wanted besides the content_hash. */
  readonly whole: readonly Algorithm[];
}

/** A run of blocks of one file. Where a checksum of the whole is wanted, that is all of them. */
export interface HashPiece {
  readonly id: number;
  readonly file: string;
  /** Block numbers: `first` is in it, `end` is not. */
  readonly first: number;
  readonly end: number;
  /** Pieces that this file is cut into. */
  readonly of: number;
  readonly whole: readonly Algorithm[];
}

/** Long enough that nobody waits for messages, short enough that all cores end together. */
const PIECE_BLOCKS = 4;
/** Small files go together, so that a message isn't sent for each. */
const BATCH_BYTES = PIECE_BLOCKS * BLOCK_BYTES;
const BATCH_PIECES = 64;

/**
 * Cuts files into pieces and puts these into batches, lazily and in order. content_hash is made of blocks, so a big
 * file can be hashed by all cores at once; an ordinary checksum can't.
 */
export function* hashBatches(items: Iterable<HashItem>): Generator<readonly HashPiece[], void> {
  let batch: HashPiece[] = [];
  let bytes = 0;
  for (const item of items) {
    for (const piece of piecesOf(item)) {
      batch.push(piece);
      bytes += Math.min(item.size, piece.end * BLOCK_BYTES) - piece.first * BLOCK_BYTES;
      if (bytes < BATCH_BYTES && batch.length < BATCH_PIECES) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

function* piecesOf({ id, file, size, whole }: HashItem): Generator<HashPiece, void> {
  // An empty file is opened, too: only then is it known that it can be.
  const count = Math.max(1, blockCount(size));
  const step = whole.length > 0 ? count : PIECE_BLOCKS;
  const of = Math.ceil(count / step);
  for (let first = 0; first < count; first += step) {
    yield { id, file, first, end: Math.min(count, first + step), of, whole };
  }
}
