import { findFile, type FileStamp } from '#main/system/disk/file-stamp.ts';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { hashFile } from '#main/system/integrity/hash-file.ts';
import type { Assurance, WantedFile } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { wrongSize } from './judge-file.ts';

/** The state of a wanted file on disk. */
export type DiskCheck =
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'good';
      readonly assurance: Assurance;
      readonly stamp: FileStamp;
      readonly contentHash: string | null;
    }
  /** `why` continues "the file …": "has 12 bytes instead of 13". */
  | { readonly kind: 'damaged'; readonly why: string };

export interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes read so far. */
  readonly onProgress?: ((bytesDone: number) => void) | undefined;
  /**
   * The content_hash from the last time the file was read, if its stamp is unchanged; null to read it again.
   * A stamp contains the time of the last change of the inode, which no ordinary program can set back.
   */
  readonly recall?: ((stamp: FileStamp) => string | null) | undefined;
}

/**
 * Compares a file on disk with its known size, content_hash and checksum. Without any hash to compare, a file of the
 * listed size is `size-only`. Throws AppError for errors of the disk, and the signal's reason.
 */
export async function checkFile(
  file: string,
  wanted: WantedFile,
  options: CheckOptions = {},
): Promise<DiskCheck> {
  try {
    const found = findFile(file);
    if (found.kind === 'absent') return { kind: 'missing' };
    if (found.kind === 'not-a-file') {
      throw new AppError(
        'name-refused',
        `${file}: a folder or a broken link has the name of this file. Move it away, then continue.`,
      );
    }
    const { stamp } = found;
    if (wanted.size !== null && stamp.size !== wanted.size) {
      return { kind: 'damaged', why: wrongSize(stamp.size, wanted.size) };
    }
    if (wanted.contentHash === null && wanted.checksum === null) {
      return { kind: 'good', assurance: 'size-only', stamp, contentHash: null };
    }
    const known = wanted.checksum === null ? (options.recall?.(stamp) ?? null) : null;
    if (known !== null && known === wanted.contentHash) {
      return { kind: 'good', assurance: 'verified', stamp, contentHash: known };
    }
    const hashes = await hashFile(file, {
      checksum: wanted.checksum?.algorithm,
      signal: options.signal,
      onProgress: options.onProgress,
    });
    if (wanted.contentHash !== null && hashes.contentHash !== wanted.contentHash) {
      return { kind: 'damaged', why: 'has a different content_hash than the listing' };
    }
    if (wanted.checksum !== null && hashes.checksum !== wanted.checksum.hex) {
      return {
        kind: 'damaged',
        why: `has a different ${wanted.checksum.algorithm} than your checksum list`,
      };
    }
    return { kind: 'good', assurance: 'verified', stamp, contentHash: hashes.contentHash };
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    throw mapDiskError(error, file);
  }
}
