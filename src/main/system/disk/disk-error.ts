import process from 'node:process';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';

interface Explanation {
  readonly code: ErrorCode;
  readonly why: string;
}

const HELD: Explanation = {
  code: 'in-use',
  why: 'another program has the file open. Close it there, then try again',
};

const UNREACHABLE: Explanation = {
  code: 'folder-gone',
  why: 'its disk is not reachable. Connect it again, then continue',
};

const BY_ERRNO: Readonly<Record<string, Explanation>> = {
  ENOSPC: { code: 'disk-full', why: 'the disk is full. Free some space, then continue' },
  EDQUOT: { code: 'disk-full', why: 'your disk quota is used up. Free some space, then continue' },
  EACCES: { code: 'no-permission', why: 'you have no permission to write there' },
  EPERM: { code: 'no-permission', why: 'the system does not allow it' },
  EROFS: { code: 'disk-read-only', why: 'that disk is read-only. Make it writable, then continue' },
  EIO: {
    code: 'disk-failing',
    why: 'the disk could not read or write. Check it before you continue',
  },
  // Errors of network disks, and of disks that were unplugged.
  ESTALE: UNREACHABLE,
  ENOTCONN: UNREACHABLE,
  ENODEV: UNREACHABLE,
  ENXIO: UNREACHABLE,
  EREMOTEIO: UNREACHABLE,
  EHOSTDOWN: UNREACHABLE,
  EBUSY: HELD,
  ETXTBSY: HELD,
  ENAMETOOLONG: { code: 'name-refused', why: 'its name is too long for that disk' },
  EISDIR: { code: 'name-refused', why: 'a folder has that name' },
  EEXIST: { code: 'name-refused', why: 'a file has the name of a folder that is needed' },
  ELOOP: { code: 'name-refused', why: 'its links form a loop' },
  ENOENT: { code: 'disk-error', why: 'the folder does not exist and cannot be created' },
  ENOTDIR: { code: 'name-refused', why: 'a file has the name of a folder that is needed' },
  EFBIG: { code: 'disk-error', why: 'that disk does not support files of this size' },
};

/** The `errno` name of a Node error (`ENOSPC`), or null for anything else. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

/**
 * A file-system error as an {@link AppError}; an {@link AppError} passes through. `what` is the file's path.
 *
 * Windows reports a permission error for a rename over a file that another program has open.
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
