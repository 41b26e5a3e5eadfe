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
  const known = statSync(outputFolder, { bigint: true });
  return {
    check(): void {
      const now = statSync(outputFolder, { bigint: true, throwIfNoEntry: false });
      if (now !== undefined && now.dev === known.dev && now.ino === known.ino) return;
      throw new AppError(
        'folder-gone',
        `${outputFolder}: the output folder is gone, or its disk was taken out. Bring it back, then go on.`,
      );
    },
  };
}
