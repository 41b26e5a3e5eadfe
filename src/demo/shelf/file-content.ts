import { contentHashOf } from './content-hash.ts';

/** What a file holds. It need not exist anywhere as a whole. */
export interface FileContent {
  /** Bytes. */
  readonly size: number;
  /** Bytes of memory that it takes, where it is made for the range that is read. @default its size: it is in memory */
  readonly keptBytes?: number;
  contentHash(): string;
  /** The bytes from `start` up to but not including `end`, in chunks that the reader must not change. */
  read(start: number, end: number): Iterable<Uint8Array>;
}

const CHUNK_BYTES = 256 * 1024;

/** Content that is in memory. */
export function bytesContent(bytes: Uint8Array): FileContent {
  return {
    size: bytes.length,
    contentHash: () => contentHashOf(bytes),
    *read(start, end) {
      for (let from = start; from < end; from += CHUNK_BYTES) {
        yield bytes.subarray(from, Math.min(end, from + CHUNK_BYTES));
      }
    },
  };
}
