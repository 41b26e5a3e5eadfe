import { lstatSync, statSync } from 'node:fs';

/** What a disk says of a file; the same again means that its content was not touched. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  /** Folded into 64 bits with a sign, as SQLite keeps integers. */
  readonly inode: bigint;
}

/** `file` if it is there as a regular file, `absent`, or `not-a-file` (a folder, a broken link, a device). */
export type FoundFile =
  | { readonly kind: 'file'; readonly stamp: FileStamp }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-a-file' };

/**
 * Looks for a file, through links. Synchronous: it is called twice a file, off the main thread, and costs less than
 * a turn of the thread pool. Throws Node's file-system errors, but not that it is missing.
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
