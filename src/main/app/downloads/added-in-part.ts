import { AppError } from '#shared/errors/app-error.ts';
import { formatCount } from '#shared/format/quantities.ts';

/** Only the first `added` of `files` files came into a list: the list of another folder was opened meanwhile. */
export function addedInPart(added: number, files: number, outputFolder: string | null): AppError {
  return new AppError(
    'bad-usage',
    `${formatCount(added)} of ${formatCount(files)} files are in the list of ${outputFolder}: ` +
      'the output folder was changed before the rest could be added. Add the rest again.',
  );
}
