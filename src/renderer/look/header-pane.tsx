import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { type ReactNode, useMemo, useState } from 'react';
import { lookMessages } from '../messages/look.ts';
import { headerWords, rawCards } from './header-words.ts';
import type { SkyImage } from './sky-image.ts';

const KINDS = ['words', 'cards'] as const;

/** The header of an image: in words, or card by card. */
export function HeaderPane({ image }: { readonly image: SkyImage }): ReactNode {
  const words = lookMessages.header;
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('words');
  const facts = useMemo(() => headerWords(image), [image]);
  const cards = useMemo(() => rawCards(image.header), [image]);
  const isMatch = (text: string): boolean => text.toLowerCase().includes(search.toLowerCase());
  const shownFacts = facts.filter((fact) => isMatch(`${fact.name} ${fact.words}`));
  const shownCards = cards.filter(isMatch);
  const isEmpty = (kind === 'words' ? shownFacts : shownCards).length === 0;
  return (
    <aside className="header-pane" aria-label={words.name}>
      <div className="head">
        <input
          className="input"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          onChange={({ target }) => {
            setSearch(target.value);
            // What is searched for is most often a keyword.
            if (kind === 'words' && target.value !== '') setKind('cards');
          }}
        />
        <ToggleGroup
          className="segments"
          aria-label={words.kinds}
          value={[kind]}
          onValueChange={([next]) => next !== undefined && setKind(next)}
        >
          {KINDS.map((each) => (
            <Toggle key={each} value={each}>
              {words[each]}
            </Toggle>
          ))}
        </ToggleGroup>
      </div>
      {isEmpty && <p className="muted nothing">{words.nothing}</p>}
      {kind === 'words' ? (
        <dl className="facts">
          {shownFacts.map((fact) => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd>{fact.words}</dd>
            </div>
          ))}
        </dl>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys.
        <pre className="cards mono" tabIndex={0} aria-label={words.cards}>
          {shownCards.join('\n')}
        </pre>
      )}
    </aside>
  );
}
