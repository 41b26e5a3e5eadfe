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
export type Verdict = (typeof VERDICTS)[number];

/** In the order in which reports list them. */
export const VERDICTS = [
  'verified',
  'size-only',
  'not-known',
  'damaged',
  'unreadable',
  'missing',
  'foreign',
] as const;

/** The verdicts that somebody may want to do something about. */
export const NOTABLE_VERDICTS = ['damaged', 'unreadable', 'missing', 'foreign'] as const;

export type NotableVerdict = (typeof NOTABLE_VERDICTS)[number];

export function isNotable(verdict: Verdict): verdict is NotableVerdict {
  return NOTABLE_VERDICTS.some((notable) => notable === verdict);
}

/** One file as a check found it. */
export interface CheckedFile {
  /** As in the listing, with a leading `/`. */
  readonly path: string;
  readonly verdict: Verdict;
  /** Why, where the verdict has a reason: a sentence's end after the file's name ("has 12 bytes instead of 13"). */
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

export type VerdictCounts = Readonly<Record<Verdict, FilesAndBytes>>;

/** Files and bytes of each verdict. */
export function countVerdicts(files: Iterable<CheckedFile>): VerdictCounts {
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, { files: 0, bytes: 0 }]),
  ) as Record<Verdict, { files: number; bytes: number }>;
  for (const { verdict, size } of files) {
    counts[verdict].files += 1;
    counts[verdict].bytes += size ?? 0;
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
