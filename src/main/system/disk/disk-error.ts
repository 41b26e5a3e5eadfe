import process from 'node:process';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';

interface Explanation {
  readonly code: ErrorCode;
  readonly why: string;
}

const HELD: Explanation = {
  code: 'in-use',
  why: 'another program holds the file. Close it there, then try again',
};

const OUT_OF_REACH: Explanation = {
  code: 'folder-gone',
  why: 'its disk is out of reach. Bring it back, then go on',
};

const BY_ERRNO: Readonly<Record<string, Explanation>> = {
  ENOSPC: { code: 'disk-full', why: 'the disk is full. Make room, then go on' },
  EDQUOT: { code: 'disk-full', why: 'your disk quota is used up. Make room, then go on' },
  EACCES: { code: 'no-permission', why: 'you have no permission to write there' },
  EPERM: { code: 'no-permission', why: 'the system does not allow it' },
  EROFS: { code: 'disk-read-only', why: 'that disk is read-only. Make it writable, then go on' },
  EIO: { code: 'disk-failing', why: 'the disk could not read or write. Check it before you go on' },
  // What network disks, and those that are pulled out, answer.
  ESTALE: OUT_OF_REACH,
  ENOTCONN: OUT_OF_REACH,
  ENODEV: OUT_OF_REACH,
  ENXIO: OUT_OF_REACH,
  EREMOTEIO: OUT_OF_REACH,
  EHOSTDOWN: OUT_OF_REACH,
  EBUSY: HELD,
  ETXTBSY: HELD,
  ENAMETOOLONG: { code: 'name-refused', why: 'its name is too long for that disk' },
  EISDIR: { code: 'name-refused', why: 'a folder of that name is in its place' },
  EEXIST: { code: 'name-refused', why: 'a file stands where a folder is needed' },
  ELOOP: { code: 'name-refused', why: 'its links lead round in a circle' },
  ENOENT: { code: 'disk-error', why: 'the folder is not there and cannot be made' },
  ENOTDIR: { code: 'name-refused', why: 'a file stands where a folder is needed' },
  EFBIG: { code: 'disk-error', why: 'that disk does not take files of this size' },
};

/** The `errno` name of a Node error (`ENOSPC`), or null for anything else. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

/**
 * A file-system error as an {@link AppError}; an {@link AppError} passes through. `what` is the file's path.
 *
 * Windows says of a file that another program has open that it may not be replaced, in the words of a permission.
 */
export function mapDiskError(error: unknown, what: string, platform = process.platform): AppError {
  if (error instanceof AppError) return error;
  const errno = errnoOf(error);
  const isHeld =
    platform === 'win32' && isRename(error) && (errno === 'EPERM' || errno === 'EACCES');
  const known = isHeld ? HELD : errno === null ? undefined : BY_ERRNO[errno];
  if (known !== undefined) {
    return new AppError(known.code, `${what}: ${known.why}.`, { cause: error });
  }
  const words = error instanceof Error ? error.message : String(error);
  return new AppError('disk-error', `${what}: the disk answered "${words}".`, { cause: error });
}

function isRename(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'rename';
}
