import { AppError } from '#shared/errors/app-error.ts';
import { readPathLines, warnOfPathLines } from './path-lines.ts';

export interface ImportedListing {
  /** In the order of the file, each once. */
  readonly paths: readonly string[];
  readonly warnings: readonly string[];
}

/** The first few of many. */
const MAX_TOLD = 3;

/**
 * An imported listing of a shared folder: a path on each line, as `formatListing` writes it. Lines without a path
 * are reported and skipped, since the rest of the listing is still good.
 *
 * @throws AppError `bad-input` if it has no path at all.
 */
export function parseListing(text: string): ImportedListing {
  const lines = readPathLines(text);
  const { paths, refused } = lines;
  if (paths.length === 0) throw new AppError('bad-input', 'The listing names no file.');
  const told = refused
    .slice(0, MAX_TOLD)
    .map(({ line, refusal }) => `Line ${line} of the listing is passed over: ${refusal}.`);
  if (refused.length > MAX_TOLD) {
    told.push(`Lines passed over like these: ${refused.length - MAX_TOLD} more.`);
  }
  const isOfSurvey = paths.some((path) => /^\/(?:EPOCH|LEGACY)/i.test(path));
  if (!isOfSurvey) {
    told.push(
      `No path begins with /EPOCH or /LEGACY; the first is ${paths[0]}. Give the paths from the survey's shared folder on.`,
    );
  }
  return { paths, warnings: [...warnOfPathLines(lines), ...told] };
}
