import type { Job } from '#shared/downloads/job.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';

export interface ReportedJobs {
  readonly done: readonly Job[];
  readonly failed: readonly Job[];
  /** How many are still to be fetched, paused ones among them. */
  readonly left: number;
}

/** What happened to each file of a queue, as text to keep: first the sum, then what failed and why, then the rest. */
export function reportText(
  { done, failed, left }: ReportedJobs,
  outputFolder: string,
  at: Date,
): string {
  const fetched = done.filter(({ outcome }) => outcome === 'fetched');
  const verified = done.filter(({ assurance }) => assurance === 'verified');
  const bytes = fetched.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const lines = [
    'VAST Pilot Downloader: what was downloaded',
    `Written:        ${at.toISOString()}`,
    `Folder:         ${outputFolder}`,
    `Fetched:        ${formatNumberOf(fetched.length, 'file')}, ${formatBytes(bytes)}`,
    `Already there:  ${formatNumberOf(done.length - fetched.length, 'file')}`,
    `Verified:       ${formatNumberOf(verified.length, 'file')} by checksum, ` +
      `${done.length - verified.length} by size only`,
    `Failed:         ${formatNumberOf(failed.length, 'file')}`,
    `Not fetched:    ${formatNumberOf(left, 'file')}`,
    '',
  ];
  if (failed.length > 0) {
    lines.push('Failed, with the error of the last attempt:');
    for (const { path, failure } of failed) lines.push(`  ${path}: ${failure?.message ?? ''}`);
    lines.push('');
  }
  if (done.length > 0) {
    lines.push('On disk (v: verified by checksum, s: size only):');
    for (const { path, size, assurance } of done) {
      lines.push(`  ${assurance === 'verified' ? 'v' : 's'} ${size ?? '?'} ${path}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
