import type { FilesAndBytes } from '#shared/downloads/snapshot.ts';

/**
 * What a check of the disk found of one file.
 *
 * - `verified`: its hash is the one that Dropbox, the user's checksum list or an earlier download tells.
 * - `size-only`: it has the right size, and no hash is known to compare with.
 * - `not-known`: it is there and can be read, and nothing is known to check it by.
 * - `damaged`: its size or its hash is another one.
 * - `unreadable`: the disk or the system refuses it.
 * - `missing`: it should be there and isn't.
 * - `foreign`: it is there and the listing doesn't know it. Such files are named and never touched.
 */
export type VerifyResult = (typeof VERIFY_RESULTS)[number];

/** In the order in which reports list them. */
export const VERIFY_RESULTS = [
  'verified',
  'size-only',
  'not-known',
  'damaged',
  'unreadable',
  'missing',
  'foreign',
] as const;

/** The results that somebody may want to do something about. */
export const NOTABLE_RESULTS = ['damaged', 'unreadable', 'missing', 'foreign'] as const;

export type NotableResult = (typeof NOTABLE_RESULTS)[number];

export function isNotable(result: VerifyResult): result is NotableResult {
  return NOTABLE_RESULTS.some((notable) => notable === result);
}

/** One file as a check found it. */
export interface CheckedFile {
  /** As in the listing, with a leading `/`. */
  readonly path: string;
  readonly result: VerifyResult;
  /** Why, where the result has a reason: a sentence's end after the file's name ("has 12 bytes instead of 13"). */
  readonly why: string | null;
  /** Bytes on disk; null where it isn't there or wasn't reached. */
  readonly size: number | null;
  /** Milliseconds since 1970; null where it isn't there. */
  readonly modifiedAtMs: number | null;
  /** Dropbox's content_hash as it was read from disk, lower-case hex; null where it wasn't read. */
  readonly contentHash: string | null;
  /** Of the whole file, lower-case hex; null where it wasn't asked for or the file wasn't read. */
  readonly sha256: string | null;
}

export type ResultCounts = Readonly<Record<VerifyResult, FilesAndBytes>>;

/** Files and bytes of each result. */
export function countResults(files: Iterable<CheckedFile>): ResultCounts {
  const counts = Object.fromEntries(
    VERIFY_RESULTS.map((result) => [result, { files: 0, bytes: 0 }]),
  ) as Record<VerifyResult, { files: number; bytes: number }>;
  for (const { result, size } of files) {
    counts[result].files += 1;
    counts[result].bytes += size ?? 0;
  }
  return counts;
}

/** How far a check is. */
export interface VerifyProgress {
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly bytesPerSecond: number | null;
  readonly etaSeconds: number | null;
}
