import { type ReactNode, useLayoutEffect, useState } from 'react';
import { useStore } from 'zustand';
import { parseSearch } from '#shared/catalogue/search-terms.ts';
import { formatCount } from '#shared/format/quantities.ts';
import { Icon } from '../ui/icons.tsx';
import { useApp } from '../app/use-app.ts';
import { withQuery } from '../ticks/change-browsed.ts';
import { browseMessages } from '../messages/browse.ts';

/**
 * Searches on every keystroke: a search takes less than a frame, so no debounce is needed. What is typed before the
 * catalogue is there is searched as soon as it is.
 */
export function SearchField(): ReactNode {
  const { browse, browseWith, info } = useApp();
  const query = useStore(browse, ({ browsed }) => browsed?.query ?? null);
  const [early, setEarly] = useState('');
  useLayoutEffect(() => {
    if (query === null || early === '') return;
    browseWith((browsed) => withQuery(browsed, early));
    setEarly('');
  }, [browseWith, query, early]);
  const shownQuery = query ?? early;
  const shown = useStore(browse, ({ browsed }) => browsed?.shown.files ?? 0);
  const isMac = useStore(info, (state) => state.info?.platform === 'darwin');
  const isSearching = shownQuery.trim() !== '';
  const search = (text: string): void => {
    if (query === null) setEarly(text);
    else browseWith((browsed) => withQuery(browsed, text));
  };
  const understood = browseMessages.search.understood(parseSearch(shownQuery));
  return (
    <div className={understood === '' ? 'search' : 'search has-terms'} role="search">
      <Icon name="search" size={15} />
      <input
        id="search"
        className="input"
        type="text"
        aria-label={browseMessages.search.name}
        placeholder={browseMessages.search.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={shownQuery}
        onChange={({ target }) => search(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') search('');
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            document.querySelector<HTMLElement>('[role="tree"]')?.focus();
          }
        }}
      />
      <span className="after">
        {isSearching ? (
          <>
            {understood !== '' && (
              <span className="understood" title={understood}>
                {understood}
              </span>
            )}
            {query !== null && <span role="status">{formatCount(shown)}</span>}
            <button
              type="button"
              className="icon-button"
              aria-label={browseMessages.search.clear}
              onClick={() => search('')}
            >
              <Icon name="close" size={14} />
            </button>
          </>
        ) : (
          <kbd>{isMac ? browseMessages.search.macKeys : browseMessages.search.keys}</kbd>
        )}
      </span>
    </div>
  );
}
