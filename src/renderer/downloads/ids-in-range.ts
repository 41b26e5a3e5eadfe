import type { JobFilter } from '#shared/downloads/job-row.ts';
import type { Api } from '../app/api.ts';

/** As many as main answers at a time. */
const PAGE = 1_000;

/** The ids of the rows from `first` to `last` of a list, most of which the page need not have. */
export async function idsInRange(
  api: Pick<Api, 'call'>,
  list: { readonly filter: JobFilter; readonly search: string },
  first: number,
  last: number,
): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let offset = first; offset <= last; offset += PAGE) {
    const limit = Math.min(PAGE, last + 1 - offset);
    const { rows } = await api.call('downloads.rows', { ...list, offset, limit });
    for (const { id } of rows) ids.push(id);
    // The list has become shorter meanwhile.
    if (rows.length < limit) break;
  }
  return ids;
}
