import type { ByteRange } from '#shared/fits/find-image.ts';
import type { FitsHeader } from '#shared/fits/header.ts';

/** Where the bytes of an image are read from: the shared folder, or this disk. */
export interface ImageBytes {
  readonly from: 'dropbox' | 'disk';
  /** The header of the file's image; known from an earlier time, or read now. Throws AppError. */
  header(): Promise<KnownHeader>;
  /** What a call costs, in bytes that could be read meanwhile: a smaller gap between rows is read along. */
  readonly callCostBytes: number;
  /**
   * Hands over the bytes of ranges in pieces, of the file that the header is of; `at` is where a piece begins in it. The
   * memory of a piece is used again. Throws AppError `file-changed` for another file.
   */
  read(
    ranges: readonly ByteRange[],
    onPiece: (at: number, piece: Uint8Array) => void,
  ): Promise<void>;
  /** Forgets a header that turned out to be of another revision. */
  forget(): void;
  close(): Promise<void>;
}

/** The header of an image, and the file that it stands in. */
export interface KnownHeader {
  readonly header: FitsHeader;
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Null for a file on disk. */
  readonly rev: string | null;
}

/** The header of one file as it is kept. */
export interface KeptHeader {
  readonly rev: string;
  readonly fileBytes: number;
  /** Where the header begins in the file, bytes. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Headers of the shared folder's images from one run to the next. */
export interface HeaderStore {
  get(path: string): KeptHeader | null;
  put(path: string, header: KeptHeader): void;
  forget(path: string): void;
}
