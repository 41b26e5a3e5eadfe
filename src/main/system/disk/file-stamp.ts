import { lstatSync, statSync } from 'node:fs';

/** A file's metadata on disk; an equal stamp later means that the content was not changed. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  /** Folded into 64 bits with a sign, as SQLite keeps integers. */
  readonly inode: bigint;
}

/** `file` for a regular file, `absent`, or `not-a-file` (a folder, a broken link, a device). */
export type FoundFile =
  | { readonly kind: 'file'; readonly stamp: FileStamp }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-a-file' };

/**
 * Finds a file, following links. Synchronous: it runs twice per file, off the main thread, and costs less than a
 * round trip to the thread pool. Throws Node's file-system errors, except for a missing file.
 */
export function findFile(file: string): FoundFile {
  let found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return { kind: 'absent' };
  if (found.isSymbolicLink()) found = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (found?.isFile() !== true) return { kind: 'not-a-file' };
  return {
    kind: 'file',
    stamp: {
      size: Number(found.size),
      mtimeNs: found.mtimeNs,
      ctimeNs: found.ctimeNs,
      inode: BigInt.asIntN(64, found.ino),
    },
  };
}
