import type { Failure } from '#shared/downloads/job.ts';

/** A failure with the file that it is about; most messages name it themselves, those about Dropbox don't. */
export function failureText(path: string, failure: Failure | null): string {
  const message = failure?.message ?? '';
  return message.includes(path) ? message : `${path}: ${message}`;
}
