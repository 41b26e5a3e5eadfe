import { statSync } from 'node:fs';
import type { NameRules } from '#shared/downloads/local-name.ts';
import { errorCode } from '#shared/errors/app-error.ts';
import { type Target, targetOf } from '../transfer/target.ts';

/** The unit of `blocks` in the result of `stat`. */
const STAT_BLOCK_BYTES = 512;

interface Sized {
  readonly path: string;
  /** Bytes; a file of unknown size counts as 0. */
  readonly size: number | null;
}

/** Free bytes that `files` still need on the disk. Finished files, and blocks of unfinished ones, are there already. */
export function spaceNeeded(
  outputFolder: string,
  files: readonly Sized[],
  names: NameRules,
): number {
  return files.reduce((sum, file) => sum + spaceOf(outputFolder, file, names), 0);
}

/** Bytes that a part file occupies on its disk. Part files are sparse, so their length does not show it. */
export function takenBytes({ part }: Target): number {
  const found = statSync(part, { throwIfNoEntry: false });
  // Windows reports no blocks.
  return found === undefined ? 0 : Math.min(found.size, (found.blocks ?? 0) * STAT_BLOCK_BYTES);
}

function spaceOf(outputFolder: string, { path, size }: Sized, names: NameRules): number {
  if (size === null) return 0;
  try {
    const target = targetOf(outputFolder, path, names);
    if (statSync(target.file, { throwIfNoEntry: false })?.size === size) return 0;
    return Math.max(0, size - takenBytes(target));
  } catch (error) {
    // A refused file is never written and needs no space. The transfer reports all other errors.
    return errorCode(error) === 'name-refused' ? 0 : size;
  }
}
