import type { JobFilter, JobRow } from '#shared/downloads/job-row.ts';
import type { Api } from '../app/api.ts';

/** As many as main answers at a time. */
const PAGE = 1_000;

/** The rows from `first` to `last` of a list, most of which need not be on the screen. */
export async function rowsInRange(
  api: Pick<Api, 'call'>,
  list: { readonly filter: JobFilter; readonly search: string },
  first: number,
  last: number,
): Promise<readonly JobRow[]> {
  const found: JobRow[] = [];
  for (let offset = first; offset <= last; offset += PAGE) {
    const limit = Math.min(PAGE, last + 1 - offset);
    const { rows } = await api.call('downloads.rows', { ...list, offset, limit });
    found.push(...rows);
    // The list has become shorter meanwhile.
    if (rows.length < limit) break;
  }
  return found;
}
