import type { ReactNode } from 'react';
import { useApp } from '../app/use-app.ts';
import { takeChosenFile } from '../intake/take-input.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { showList, useSourceLists } from '../source-lists/source-lists.ts';
import { Elided } from '../ui/elided.tsx';
import { PositionField } from './position-field.tsx';

/** All lists, and where more of them come from. */
export function ListPane({ onPaste }: { readonly onPaste: () => void }): ReactNode {
  const app = useApp();
  const { lists, shownId, reading } = useSourceLists();
  return (
    <aside className="sources-lists" aria-label={sourcesMessages.lists}>
      <div className="pane-head">
        <h2>{sourcesMessages.lists}</h2>
      </div>
      <ul>
        {lists.map(({ id, name, names, fields }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === shownId ? 'true' : undefined}
              onClick={() => showList(id)}
            >
              <Elided text={name} tail={8} />
              <span className="about">{sourcesMessages.listAbout(names.length, fields.size)}</span>
            </button>
          </li>
        ))}
        {reading.map((name) => (
          <li key={name} className="reading" role="status">
            {sourcesMessages.reading(name)}
          </li>
        ))}
      </ul>
      <div className="sources-more">
        <PositionField />
        <button type="button" className="button" onClick={() => void takeChosenFile(app)}>
          {sourcesMessages.openTable}
        </button>
        <button type="button" className="button quiet" onClick={onPaste}>
          {sourcesMessages.pastePositions}
        </button>
      </div>
    </aside>
  );
}
