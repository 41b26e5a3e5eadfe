import { AppError } from '#shared/errors/app-error.ts';
import { readPathLines, warnOfSlashes } from './path-lines.ts';

export interface ImportedListing {
  /** In the order of the file, each once. */
  readonly paths: readonly string[];
  readonly warnings: readonly string[];
}

/** The first few of many. */
const MAX_TOLD = 3;

/**
 * An imported listing of what a shared folder holds: a path on each line, as `formatListing` writes it. Lines that
 * are no path are told and passed over, since the rest of a listing is as good without them.
 *
 * @throws AppError `bad-input` if it has no path at all.
 */
export function parseListing(text: string): ImportedListing {
  const { paths, slashesAdded, refused } = readPathLines(text);
  if (paths.length === 0) throw new AppError('bad-input', 'The listing names no file.');
  const told = refused
    .slice(0, MAX_TOLD)
    .map(({ line, refusal }) => `Line ${line} of the listing is passed over: ${refusal}.`);
  if (refused.length > MAX_TOLD) {
    told.push(`Lines passed over like these: ${refused.length - MAX_TOLD} more.`);
  }
  return { paths, warnings: [...warnOfSlashes(slashesAdded), ...told] };
}
