import { statSync } from 'node:fs';
import type { NameRules } from '#shared/downloads/local-name.ts';
import { errorCode } from '#shared/errors/app-error.ts';
import { type Target, targetOf } from '../transfer/target.ts';

/** The units in which `stat` counts what a file takes on its disk. */
const STAT_BLOCK_BYTES = 512;

interface Sized {
  readonly path: string;
  /** Bytes; files of unknown size count nothing. */
  readonly size: number | null;
}

/** Bytes that `files` will take of the disk besides what they have of it: finished files, and blocks of unfinished ones. */
export function spaceNeeded(
  outputFolder: string,
  files: readonly Sized[],
  names: NameRules,
): number {
  return files.reduce((sum, file) => sum + spaceOf(outputFolder, file, names), 0);
}

/** Bytes that a part has of its disk already. Parts have holes: their length says nothing of it. */
export function takenBytes({ part }: Target): number {
  const found = statSync(part, { throwIfNoEntry: false });
  // Windows tells no blocks.
  return found === undefined ? 0 : Math.min(found.size, (found.blocks ?? 0) * STAT_BLOCK_BYTES);
}

function spaceOf(outputFolder: string, { path, size }: Sized, names: NameRules): number {
  if (size === null) return 0;
  try {
    const target = targetOf(outputFolder, path, names);
    if (statSync(target.file, { throwIfNoEntry: false })?.size === size) return 0;
    return Math.max(0, size - takenBytes(target));
  } catch (error) {
    // A file that is never written needs no room; what else is wrong with it is told when its turn comes.
    return errorCode(error) === 'name-refused' ? 0 : size;
  }
}
