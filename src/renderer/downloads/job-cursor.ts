import type { JobRow } from '#shared/downloads/job-row.ts';
import type { JobPage } from './use-job-rows.ts';

/** The current position in the list. */
export interface Cursor {
  /** -1 before the first move. */
  readonly index: number;
  /** The current file; null until the row at `index` arrives. */
  readonly id: number | null;
}

export const NOWHERE: Cursor = { index: -1, id: null };

/**
 * Finds the cursor in the present list. Files move and leave the list meanwhile: the cursor stays with its file, so
 * that no key ever acts on another one.
 */
export function followCursor(
  { index, id }: Cursor,
  { rows, offset }: Pick<JobPage, 'rows' | 'offset'>,
): { readonly index: number; readonly row: JobRow | undefined } {
  if (id === null) return { index, row: rows[index - offset] };
  const position = rows.findIndex((row) => row.id === id);
  return position === -1
    ? { index, row: undefined }
    : { index: position + offset, row: rows[position] };
}

/** Whether a file is still to be finished, and so has a position in the queue. */
export function isWaiting({ state }: JobRow): boolean {
  return (
    state === 'queued' ||
    state === 'active' ||
    state === 'verifying' ||
    state === 'waiting-for-auth'
  );
}

/**
 * The id of the file before which others are moved to get to `index`; null to move them behind all waiting files.
 * Undefined if files cannot be moved there, or the row is not loaded.
 */
export function beforeWhich(
  index: number,
  { rows, offset, total }: Pick<JobPage, 'rows' | 'offset' | 'total'>,
): number | null | undefined {
  if (index < 0) return undefined;
  if (index >= total) return null;
  const row = rows[index - offset];
  if (row === undefined || row.state === 'failed') return undefined;
  return isWaiting(row) ? row.id : null;
}
