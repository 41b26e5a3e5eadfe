import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FieldEpochs } from '#shared/catalogue/field-epochs.ts';
import { parseFieldsCsv } from '#shared/catalogue/parse-fields-csv.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { readSources, refuseTooLarge } from '#shared/sources/read-sources.ts';
import { seenFields } from '#shared/sources/seen-fields.ts';
import { createTileFinder } from '#shared/sources/tile-finder.ts';
import type { Context } from './context.ts';
import { readInput } from './input-files.ts';
import { outsideText, reportSources } from './report-sources.ts';

const FLAG = '--find-fields-input';

/** Sources outside of the survey that are named one by one. */
const MAX_OUTSIDE_SHOWN = 20;

/** The fields of a table that was given to `--find-fields-input`. */
export interface GivenFields {
  readonly fields: readonly string[];
  /** The epochs that the table names for them, or in which they see its sources; null if it names none. */
  readonly epochs: readonly FieldEpochs[] | null;
}

/**
 * The fields of a table of `find_sources`, or those that see the sources of a bare list of positions. What was done is
 * shown on stderr. Throws AppError `bad-input`.
 *
 * @param epochsFromTable whether only the epochs of the table are wanted
 */
export function readGivenFields(
  file: string,
  epochsFromTable: boolean,
  context: Pick<Context, 'cwd' | 'screen'>,
): GivenFields {
  const { cwd, screen } = context;
  try {
    const { column, fields, epochs, warnings } = readInput(FLAG, file, cwd, parseFieldsCsv);
    for (const warning of warnings) screen.warn(`${file}: ${warning}`);
    const offer =
      epochs === null || epochsFromTable
        ? ''
        : ' All epochs are selected; --epochs-from-table selects only those that it names.';
    screen.say(`${file}: the fields are those of the column "${column}".${offer}`);
    return { fields, epochs };
  } catch (error) {
    if (!(error instanceof AppError) || !isFile(resolve(cwd, file))) throw error;
    return fieldsOfSources(file, epochsFromTable, context, error);
  }
}

/** @param before why the file is no table of fields */
function fieldsOfSources(
  file: string,
  epochsFromTable: boolean,
  { cwd, screen }: Pick<Context, 'cwd' | 'screen'>,
  before: AppError,
): GivenFields {
  const list = readAsSources(resolve(cwd, file), before);
  const { sources } = list;
  reportSources(screen, list);
  const { seen, outside } = seenFields(sources);
  const finder = createTileFinder();
  for (const index of outside.slice(0, MAX_OUTSIDE_SHOWN)) {
    screen.say(outsideText(sources[index]!, finder.nearest(sources[index]!)));
  }
  const more = outside.length - MAX_OUTSIDE_SHOWN;
  if (more > 0) screen.say(`${formatNumberOf(more, 'more source')} outside of the survey.`);
  if (seen.length === 0) {
    throw new AppError(
      'bad-input',
      `${FLAG} ${file}: none of its ${formatNumberOf(sources.length, 'source')} lies in a field of the survey.`,
    );
  }
  const offer = epochsFromTable
    ? ' Only the epochs that saw a source are selected.'
    : ' All epochs are selected; --epochs-from-table selects only those that saw a source.';
  screen.say(
    `${file}: a list of sources. ${formatNumberOf(sources.length - outside.length, 'source')} in ${formatNumberOf(seen.length, 'field')}, as find-fields finds them.${offer}`,
  );
  return { fields: seen.map(({ field }) => field), epochs: seen };
}

function readAsSources(path: string, before: AppError): ReturnType<typeof readSources> {
  try {
    refuseTooLarge(statSync(path).size);
    return readSources(readFileSync(path));
  } catch (error) {
    if (!(error instanceof AppError)) throw before;
    const words = `${before.message} It is no list of sources either: ${error.message}`;
    throw new AppError(before.code, words, { cause: error });
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
