import type { JobRow } from '#shared/downloads/job-row.ts';
import type { JobPage } from './use-job-rows.ts';

/** Where in the list one is. */
export interface Cursor {
  /** -1 where one has not been anywhere yet. */
  readonly index: number;
  /** Of the file that is meant; null while its row has not come, and then it is the one that comes there. */
  readonly id: number | null;
}

export const NOWHERE: Cursor = { index: -1, id: null };

/**
 * Where the cursor is in the list as it is now. Files change their places, and leave the list, while one looks: the
 * cursor stays with its file, so that no key ever works on another one.
 */
export function followCursor(
  { index, id }: Cursor,
  { rows, offset }: Pick<JobPage, 'rows' | 'offset'>,
): { readonly index: number; readonly row: JobRow | undefined } {
  if (id === null) return { index, row: rows[index - offset] };
  const place = rows.findIndex((row) => row.id === id);
  return place === -1 ? { index, row: undefined } : { index: place + offset, row: rows[place] };
}

/** Whether a file has a turn among those that are still to come. */
export function isWaiting({ state }: JobRow): boolean {
  return (
    state === 'queued' ||
    state === 'active' ||
    state === 'verifying' ||
    state === 'waiting-for-auth'
  );
}

/**
 * The file before which others are to be put so that they come to stand at `index`; null for behind all that wait,
 * and undefined where there is no such place, or its row has not come.
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
