import type { Failure, Job } from '#shared/downloads/job.ts';
import type { FileSource } from '../transfer/file-source.ts';

/** What listing a file anew says of a job that an answer of Dropbox did not fit. */
export type Relisted =
  | { readonly kind: 'changed'; readonly facts: Pick<Job, 'size' | 'rev' | 'contentHash'> }
  /** Another try would come to the same. */
  | { readonly kind: 'hopeless'; readonly failure: Failure };

/** Only a listing that changed makes a retry worth it. Throws what {@link FileSource.relist} does. */
export async function relisted(
  source: FileSource,
  job: Job,
  why: Failure | null,
  signal: AbortSignal,
): Promise<Relisted> {
  const fresh = await source.relist(job.path, signal);
  if (fresh === null) {
    const message = `${job.path}: is no longer in the shared folder.`;
    return { kind: 'hopeless', failure: { code: 'path-not-found', message } };
  }
  const { size, rev, contentHash } = fresh;
  if (size === job.size && rev === job.rev && contentHash === job.contentHash) {
    const message = `${why?.message ?? job.path} Listing it anew gave the same, so the listing and the file disagree.`;
    return { kind: 'hopeless', failure: { code: 'listing-disagrees', message } };
  }
  return { kind: 'changed', facts: { size, rev, contentHash } };
}
