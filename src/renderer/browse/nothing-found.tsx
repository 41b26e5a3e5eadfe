import type { ReactNode } from 'react';
import { DEFAULT_FILTER } from '#shared/catalogue/filter.ts';
import { suggestSearch } from '#shared/catalogue/search-suggestion.ts';
import { useApp } from '../app/use-app.ts';
import { browseMessages } from '../messages/browse.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { withFilter, withQuery } from '../ticks/change-browsed.ts';

/** In place of the tree when no file matches the search and the filters. */
export function NothingFound({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const { browseWith } = useApp();
  const { query, filter } = browsed;
  const isSearching = query.trim() !== '';
  const isFiltered = filter !== DEFAULT_FILTER;
  const meant = isSearching ? suggestSearch(browsed.catalogue, browsed.search, query) : null;
  return (
    <div className="empty">
      <h2>
        {isSearching
          ? browseMessages.nothingFound.noMatch(query.trim())
          : browseMessages.nothingFound.nothingLeft}
      </h2>
      <p>
        {isSearching
          ? browseMessages.nothingFound.noMatchHint
          : browseMessages.nothingFound.nothingLeftHint}
      </p>
      <div className="actions">
        {meant !== null && (
          <button
            type="button"
            className="button"
            onClick={() => browseWith((now) => withQuery(now, meant))}
          >
            {browseMessages.nothingFound.didYouMean(meant)}
          </button>
        )}
        {isSearching && (
          <button
            type="button"
            className="button"
            onClick={() => browseWith((now) => withQuery(now, ''))}
          >
            {browseMessages.nothingFound.clearSearch}
          </button>
        )}
        {isFiltered && (
          <button
            type="button"
            className="button"
            onClick={() => browseWith((now) => withFilter(now, DEFAULT_FILTER))}
          >
            {browseMessages.nothingFound.resetFilters}
          </button>
        )}
      </div>
    </div>
  );
}
