import { statSync } from 'node:fs';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * The output folder as it was when the queue was opened. A disk that is unplugged leaves an empty mount point behind,
 * and to go on there would fill the wrong disk and call every file missing.
 */
export interface OutputRoot {
  /** Throws AppError `folder-gone` where the folder is missing, or is another one than before. */
  check(): void;
}

/** Remembers which folder `outputFolder` is; it must be there. Throws Node's file-system errors. */
export function rememberRoot(outputFolder: string): OutputRoot {
  const known = identity(outputFolder);
  return {
    check(): void {
      if (identity(outputFolder) === known) return;
      throw new AppError(
        'folder-gone',
        `${outputFolder}: the output folder is gone, or its disk was taken out. Bring it back, then go on.`,
      );
    },
  };
}

/** Inodes are used again, so the time of birth belongs to it, where the file system keeps one. */
function identity(folder: string): string | null {
  const found = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev} ${found.ino} ${found.birthtimeNs}`;
}
