import type { Failure, Job } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { WrongHash } from '../transfer/transfer-request.ts';

/**
 * Names what an error really means, given what happened to the file before.
 *
 * @param job null where it was the list of downloads that failed
 */
export function recognizeFailure(job: Job | null, error: unknown): AppError {
  const known =
    error instanceof AppError
      ? error
      : new AppError(
          'api',
          job === null
            ? `The list of downloads can't be written ("${words(error)}"). Downloaded files are safe. Mend that, then go on.`
            : `${job.path}: ${words(error)}`,
          { cause: error },
        );
  if (
    job !== null &&
    known.cause instanceof WrongHash &&
    known.cause.contentHash === job.wrongHash
  ) {
    return new AppError(
      'listing-disagrees',
      `${job.path}: the listing and the file disagree. Two downloads were alike and neither has the listed ` +
        'content_hash, so nothing was kept. Refresh the listing; if it stays so, tell the survey team.',
    );
  }
  return known;
}

/** Whether the blocks that are here may help a later run. */
export function keepsPart({ code }: Failure): boolean {
  return (
    code === 'network' ||
    code === 'stalled' ||
    code === 'server-error' ||
    code === 'not-dropbox' ||
    // Complete and good, and only its place is taken.
    code === 'in-use'
  );
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
