import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { DropZone } from '../intake/drop-zone.tsx';
import { takeChosenFile } from '../intake/take-input.ts';
import { pastePositionsStore } from '../intake/paste-positions-store.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { useApp } from '../app/use-app.ts';
import { shownList, useSourceLists } from '../source-lists/source-lists.ts';
import { ListPane } from './list-pane.tsx';
import { PastePositions } from './paste-positions.tsx';
import { Sheet } from './sheet.tsx';

const openPaste = (): void => pastePositionsStore.setState({ isOpen: true });
const closePaste = (): void => pastePositionsStore.setState({ isOpen: false });

/** The user's lists of sources, and which fields and epochs of the survey saw them. */
export function SourcesView(): ReactNode {
  const list = useSourceLists(shownList);
  const isPasting = useStore(pastePositionsStore, ({ isOpen }) => isOpen);
  useEffect(() => closePaste, []);
  return (
    <DropZone>
      <div className="sources">
        <ListPane onPaste={openPaste} />
        {list === null ? <Nothing /> : <Sheet key={list.id} list={list} />}
      </div>
      <PastePositions isOpen={isPasting} onClose={closePaste} />
    </DropZone>
  );
}

function Nothing(): ReactNode {
  const app = useApp();
  const reading = useSourceLists(({ reading: [first] }) => first ?? null);
  if (reading !== null) {
    return (
      <div className="empty" role="status">
        <h2>{sourcesMessages.reading(reading)}</h2>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>{sourcesMessages.none.title}</h2>
      <p>{sourcesMessages.none.text}</p>
      <div className="actions">
        <button type="button" className="button primary" onClick={() => void takeChosenFile(app)}>
          {sourcesMessages.openTable}
        </button>
        <button type="button" className="button" onClick={openPaste}>
          {sourcesMessages.pastePositions}
        </button>
      </div>
    </div>
  );
}
