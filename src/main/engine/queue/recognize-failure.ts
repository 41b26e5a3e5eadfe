import type { Failure, Job } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { WrongHash } from '../transfer/transfer-request.ts';

/**
 * Finds what an error means, given the earlier attempts on the file.
 *
 * @param job null if the queue's store failed
 */
export function recognizeFailure(job: Job | null, error: unknown): AppError {
  const known =
    error instanceof AppError
      ? error
      : new AppError(
          'api',
          job === null
            ? `The list of downloads can't be written ("${words(error)}"). Downloaded files are safe. Solve this, then continue.`
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
        'content_hash, so nothing was kept. Refresh the listing; if the error stays, contact the survey team.',
    );
  }
  return known;
}

/** Whether the finished blocks may help a later run. */
export function keepsPart({ code }: Failure): boolean {
  return (
    code === 'network' ||
    code === 'stalled' ||
    code === 'server-error' ||
    code === 'not-dropbox' ||
    // The file is complete and good; only its name is in use.
    code === 'in-use'
  );
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
