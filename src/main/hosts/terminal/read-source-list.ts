import { AppError } from '#shared/errors/app-error.ts';
import type { ReadOptions, SourceList } from '#shared/sources/interpret-table.ts';
import { readSources } from '#shared/sources/read-sources.ts';
import { EPOCHS, normaliseEpoch, shortEpoch } from '#shared/survey/epochs.ts';
import { readSourcesFile } from './sources-file.ts';

/** Which sources a command is about. */
export interface SourcesAsked {
  /** A file with sources, `-` for stdin; null where a position was given. */
  readonly sources: string | null;
  readonly position: string | null;
  /** The unit of right ascensions, and the frame; null where the table decides. */
  readonly raUnit: NonNullable<ReadOptions['raUnit']> | null;
  readonly frame: NonNullable<ReadOptions['frame']> | null;
}

/** Reads a table of sources, or one position. Throws AppError `bad-input`, which names the file. */
export async function readSourceList(
  { sources, position, raUnit, frame }: SourcesAsked,
  cwd: string,
): Promise<SourceList> {
  const [where, input] =
    position === null
      ? [sources === '-' ? 'stdin' : sources!, await readSourcesFile(sources!, cwd)]
      : ['--position', position];
  try {
    if (position?.trim() === '') {
      throw new AppError(
        'bad-input',
        'The position is empty: write a right ascension and a declination, such as "12 34 56.7 -01 02 03".',
      );
    }
    return readSources(input, {
      ...(raUnit === null ? {} : { raUnit }),
      ...(frame === null ? {} : { frame }),
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${where}: ${error.message}`, { cause: error });
  }
}

/** The epochs of `--only-epochs`; all of them without it. Throws AppError `bad-usage`. */
export function epochsOf({
  onlyEpochs,
}: {
  readonly onlyEpochs: readonly string[] | null;
}): readonly string[] {
  if (onlyEpochs === null) return EPOCHS;
  const wanted = onlyEpochs.map((text) => {
    const epoch = normaliseEpoch(text);
    if (epoch !== null && EPOCHS.includes(epoch)) return epoch;
    throw new AppError(
      'bad-usage',
      `--only-epochs "${text}": there is no such epoch, only ${EPOCHS.map(shortEpoch).join(', ')}.`,
    );
  });
  return [...new Set(wanted)];
}
