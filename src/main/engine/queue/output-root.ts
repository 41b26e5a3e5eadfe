import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * The output folder as it was when the queue was opened. A disk that is unplugged leaves an empty mount point behind,
 * and to go on there would fill the wrong disk and call every file missing.
 */
export interface OutputRoot {
  /** Throws AppError `folder-gone` where the folder is missing, or is another one than before. */
  check(): void;
  /**
   * What an error of one file's permissions means: where the whole folder may no longer be written to, and could be
   * before, every other file would fail as this one did, and it is an AppError `disk-read-only`.
   */
  judge(error: AppError): AppError;
}

/** Remembers which folder `outputFolder` is; it must be there. Throws Node's file-system errors. */
export function rememberRoot(outputFolder: string): OutputRoot {
  const known = identity(outputFolder);
  const wasWritable = isWritable(outputFolder);
  return {
    check(): void {
      let now: string | null;
      try {
        now = identity(outputFolder);
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        throw new AppError(
          'folder-gone',
          `${outputFolder}: the output folder is out of reach ("${words}"). Connect its disk again, then continue.`,
          { cause: error },
        );
      }
      if (now === known) return;
      throw new AppError(
        'folder-gone',
        `${outputFolder}: the output folder is gone, or its disk was taken out. Bring it back, then continue.`,
      );
    },
    judge(error): AppError {
      if (error.code !== 'no-permission' || !wasWritable || isWritable(outputFolder)) return error;
      return new AppError(
        'disk-read-only',
        `${outputFolder}: you no longer have permission to write to the output folder. Restore it, then continue.`,
        { cause: error },
      );
    },
  };
}

/** Tries it, because permission bits are not reliable on every file system. */
function isWritable(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(join(folder, '.vast-pilot-')));
    return true;
  } catch {
    return false;
  }
}

/** Inodes are used again, so the time of birth belongs to it, where the file system keeps one. */
function identity(folder: string): string | null {
  const found = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev} ${found.ino} ${found.birthtimeNs}`;
}
