import type { ReactNode } from 'react';
import { DEFAULT_FILTER } from '#shared/catalogue/filter.ts';
import { useApp } from '../app/use-app.ts';
import { coverageMessages } from '../messages/coverage.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { withFilter, withQuery } from '../ticks/change-browsed.ts';

/** Says that Browse's filter or search hides files from the matrix, too. */
export function HiddenFiles({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const { browseWith } = useApp();
  const { filter, query, shown, catalogue } = browsed;
  if (filter === DEFAULT_FILTER && query === '') return null;
  return (
    <p className="coverage-hidden">
      {coverageMessages.hidden(shown.files, catalogue.length)}{' '}
      <button
        type="button"
        className="as-link"
        onClick={() => browseWith((now) => withFilter(withQuery(now, ''), DEFAULT_FILTER))}
      >
        {coverageMessages.resetFilters}
      </button>
    </p>
  );
}
