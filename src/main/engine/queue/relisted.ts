import type { Failure, Job } from '#shared/downloads/job.ts';
import type { FileSource } from '../transfer/file-source.ts';

/** What listing a file again shows about a job whose facts did not match Dropbox's answer. */
export type Relisted =
  | { readonly kind: 'changed'; readonly facts: Pick<Job, 'size' | 'rev' | 'contentHash'> }
  /** Another attempt would fail in the same way. */
  | { readonly kind: 'hopeless'; readonly failure: Failure };

/** A retry helps only if the listing has changed. Throws what {@link FileSource.relist} does. */
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
    const message = `${why?.message ?? job.path} Listing it again gave the same, so the listing and the file disagree.`;
    return { kind: 'hopeless', failure: { code: 'listing-disagrees', message } };
  }
  return { kind: 'changed', facts: { size, rev, contentHash } };
}
