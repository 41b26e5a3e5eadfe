import { Fragment, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { headerCardsMessages } from '../messages/header-cards.ts';
import { type HeaderFact, headerLines, searchFacts, searchLines } from './header-lines.ts';

/** Lines on the page at once: a history may have thousands. */
const MAX_LINES = 400;

const NO_FACTS: readonly HeaderFact[] = [];

/** A FITS header with a search: what it means, and its cards as they stand in the file. */
export function HeaderCards({
  bytes,
  facts = NO_FACTS,
  takesFocus = false,
}: {
  readonly bytes: Uint8Array;
  /** In words, above the cards. @default none */
  readonly facts?: readonly HeaderFact[];
  /** Whether the search gets the focus at first: from a button that it takes the place of. */
  readonly takesFocus?: boolean;
}): ReactNode {
  const [search, setSearch] = useState('');
  const lines = useMemo(() => headerLines(bytes), [bytes]);
  const wanted = useDeferredValue(search);
  const found = useMemo(() => searchLines(lines, wanted), [lines, wanted]);
  const shownFacts = useMemo(() => searchFacts(facts, wanted), [facts, wanted]);
  const more = found.length - MAX_LINES;
  return (
    <div className="header-cards">
      <div className="tools">
        <input
          className="input"
          type="text"
          autoFocus={takesFocus}
          aria-label={headerCardsMessages.search}
          placeholder={headerCardsMessages.search}
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Escape') setSearch('');
          }}
        />
        <span className="muted" role="status">
          {headerCardsMessages.found(found.length, lines.length)}
        </span>
      </div>
      {shownFacts.length > 0 && (
        <dl className="facts">
          {shownFacts.map(({ name, words }) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {/* A scroller that nothing in it can focus must take the focus itself. */}
      <section className="lines mono" aria-label={headerCardsMessages.cards} tabIndex={0}>
        {found.slice(0, MAX_LINES).map(({ keyword, text }, index) => (
          <div key={index} className="line">
            <b>{text.slice(0, keyword.length)}</b>
            {text.slice(keyword.length)}
          </div>
        ))}
        {more > 0 && <p className="muted">{headerCardsMessages.more(more)}</p>}
      </section>
    </div>
  );
}
