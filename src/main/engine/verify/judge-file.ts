import { formatCount, formatNumberOf } from '#shared/format/quantities.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import type { VerifyResult } from '#shared/library/verify-result.ts';
import type { HashedFile } from './hash-pool.ts';

/** A result, and a reason that continues "the file …": "has 12 bytes instead of 13". */
export interface Judgement {
  readonly result: VerifyResult;
  readonly why: string | null;
}

/** Continues "the file …", sizes in bytes. */
export function wrongSize(size: number, listed: number): string {
  return `has ${formatNumberOf(size, 'byte')} instead of ${formatCount(listed)}`;
}

/**
 * The result by size alone; null if the file must be read.
 *
 * @param size bytes on disk
 */
export function judgeBySize(
  { size: listed, contentHash, checksum }: WantedFile,
  size: number,
): Judgement | null {
  if (listed !== null && size !== listed) {
    return { result: 'damaged', why: wrongSize(size, listed) };
  }
  if (contentHash !== null || checksum !== null) return null;
  return { result: listed === null ? 'not-known' : 'size-only', why: null };
}

/**
 * The result by hashes, for a file that {@link judgeBySize} cannot decide.
 *
 * @param expectedSize bytes, according to the disk before the file was read
 * @param isRecalled whether the expected content_hash is from an earlier download instead of the listing
 */
export function judgeByHash(
  { contentHash, checksum }: WantedFile,
  expectedSize: number,
  hashed: HashedFile,
  isRecalled = false,
): Judgement {
  if (hashed.size !== expectedSize) {
    return { result: 'unreadable', why: 'was changed while it was being read' };
  }
  if (contentHash !== null && hashed.contentHash !== contentHash) {
    const reference = isRecalled ? 'when it was downloaded' : 'the listing';
    return { result: 'damaged', why: `has a different content_hash than ${reference}` };
  }
  if (checksum !== null && hashed.whole[checksum.algorithm] !== checksum.hex) {
    return {
      result: 'damaged',
      why: `has a different ${checksum.algorithm} than your checksum list`,
    };
  }
  return { result: 'verified', why: null };
}

const WHY_UNREADABLE: Readonly<Record<string, string>> = {
  EACCES: 'is not readable: you have no permission',
  EPERM: 'is not readable: the system does not allow it',
  EIO: 'is not readable: the disk reports an error',
  EISDIR: 'is a folder',
  ENOENT: 'was deleted while it was being verified',
  ESTALE: 'is not readable: the network disk has lost it',
};

/** The reason why a file can't be read, by Node's error code and message. */
export function judgeByError(code: string | null, message: string): Judgement {
  const known = code === null ? undefined : WHY_UNREADABLE[code];
  return { result: 'unreadable', why: known ?? `could not be read ("${message}")` };
}
