import { parseChecksums } from '#shared/catalogue/parse-checksums.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import type { Checksum, WantedFile } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { Context } from './context.ts';
import { readInput } from './input-files.ts';

/** Checksums by survey path; null if the user gave none. */
export type Checksums = ReadonlyMap<string, Checksum> | null;

/** Reads the list of `--checksums`. Throws AppError `bad-input`. */
export function readChecksums({ options, cwd, screen }: Context): Checksums {
  if (options.checksums === null) return null;
  const { checksums, warnings } = readInput('--checksums', options.checksums, cwd, parseChecksums);
  for (const warning of warnings) screen.warn(`${options.checksums}: ${warning}`);
  return checksums;
}

/** The selected files with their checksums; reports how many have none. Throws `bad-input` if none has one. */
export function withChecksums(
  { options, screen }: Context,
  files: readonly ListedFile[],
  checksums: Checksums,
): readonly WantedFile[] {
  const wanted = files.map((file) => ({ ...file, checksum: checksums?.get(file.path) ?? null }));
  const without = wanted.filter(({ checksum }) => checksum === null).length;
  if (checksums !== null && files.length > 0 && without === files.length) {
    throw new AppError(
      'bad-input',
      `--checksums ${options.checksums} has no checksum of a selected file. ` +
        'Its paths must be the survey’s, beginning with EPOCH….',
    );
  }
  if (checksums !== null && without > 0) {
    screen.warn(
      `${options.checksums} has no checksum of ${formatNumberOf(without, 'selected file')}.`,
    );
  }
  return wanted;
}
