import type { WantedFile } from '#shared/downloads/job.ts';
import type { Verdict } from '#shared/library/verdict.ts';
import type { HashedFile } from './hash-pool.ts';

/** A verdict, and the end of a sentence that begins with the file: "has 12 bytes in place of 13". */
export interface Judgement {
  readonly verdict: Verdict;
  readonly why: string | null;
}

/**
 * What a size alone says; null where the file has to be read to tell.
 *
 * @param size bytes on disk
 */
export function judgeBySize(
  { size: listed, contentHash, checksum }: WantedFile,
  size: number,
): Judgement | null {
  if (listed !== null && size !== listed) {
    return { verdict: 'damaged', why: `has ${size} bytes in place of ${listed}` };
  }
  if (contentHash !== null || checksum !== null) return null;
  return { verdict: listed === null ? 'not-known' : 'size-only', why: null };
}

/**
 * What its hashes say of a file that {@link judgeBySize} could not tell.
 *
 * @param expectedSize bytes that the disk told before the file was read
 * @param isRecalled the content_hash to compare with is that of an earlier download, not the listing's
 */
export function judgeByHash(
  { contentHash, checksum }: WantedFile,
  expectedSize: number,
  hashed: HashedFile,
  isRecalled = false,
): Judgement {
  if (hashed.size !== expectedSize) {
    return { verdict: 'unreadable', why: 'was changed while it was being read' };
  }
  if (contentHash !== null && hashed.contentHash !== contentHash) {
    const than = isRecalled ? 'when it was downloaded' : 'the listing';
    return { verdict: 'damaged', why: `has another content_hash than ${than}` };
  }
  if (checksum !== null && hashed.whole[checksum.algorithm] !== checksum.hex) {
    return {
      verdict: 'damaged',
      why: `has another ${checksum.algorithm} than your checksum list`,
    };
  }
  return { verdict: 'verified', why: null };
}

const WHY_UNREADABLE: Readonly<Record<string, string>> = {
  EACCES: 'may not be read by you',
  EPERM: 'may not be read: the system does not allow it',
  EIO: 'could not be read: the disk fails there',
  EISDIR: 'is a folder',
  ENOENT: 'was taken away while it was being checked',
  ESTALE: 'is out of reach: the network disk has lost it',
};

/** Why a file can't be read, by Node's error code and message. */
export function judgeByError(code: string | null, message: string): Judgement {
  const known = code === null ? undefined : WHY_UNREADABLE[code];
  return { verdict: 'unreadable', why: known ?? `could not be read ("${message}")` };
}
