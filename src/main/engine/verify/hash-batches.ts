import { BLOCK_BYTES, blockCount } from '#shared/downloads/blocks.ts';

export type Algorithm = 'md5' | 'sha256';

/** A file to hash. */
export interface HashItem {
  readonly id: number;
  readonly file: string;
  /** Bytes, according to the disk before the file was read. */
  readonly size: number;
  /** Checksums of the whole file to compute in addition to the content_hash. */
  readonly whole: readonly Algorithm[];
}

/** A run of blocks of one file. For a checksum of the whole file it includes all blocks. */
export interface HashPiece {
  readonly id: number;
  readonly file: string;
  /** Block numbers from `first`, inclusive, to `end`, exclusive. */
  readonly first: number;
  readonly end: number;
  /** The number of pieces of this file. */
  readonly of: number;
  readonly whole: readonly Algorithm[];
}

/** Long enough that messages cost nothing, short enough that all cores finish together. */
const PIECE_BLOCKS = 4;
/** Small files share a batch, so that not every file needs a message. */
const BATCH_BYTES = PIECE_BLOCKS * BLOCK_BYTES;
const BATCH_PIECES = 64;

/**
 * Cuts files into pieces and groups the pieces into batches, lazily and in order. The content_hash consists of block
 * digests, so all cores can hash one large file at once; an ordinary checksum is sequential.
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
  // An empty file gets a piece, too, so that it is opened and known to be readable.
  const count = Math.max(1, blockCount(size));
  const step = whole.length > 0 ? count : PIECE_BLOCKS;
  const of = Math.ceil(count / step);
  for (let first = 0; first < count; first += step) {
    yield { id, file, first, end: Math.min(count, first + step), of, whole };
  }
}
