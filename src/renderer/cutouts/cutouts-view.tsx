import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { pathBelow } from '#shared/cutouts/path-below.ts';
import type { CutoutsAsked, CutoutsState } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { DropZone } from '../intake/drop-zone.tsx';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { RunHead } from './run-head.tsx';
import { saveSheet } from './save-sheet.ts';
import { useWall } from './use-wall.ts';
import { Wall } from './wall.tsx';

/** The last cutouts: the pixels around sources, epoch by epoch. */
export function CutoutsView(): ReactNode {
  const { cutouts, views } = useApp();
  const current = useStore(cutouts, (mirrored) => mirrored.current);
  const state = current?.value ?? { kind: 'none' };
  if (state.kind === 'none') {
    const { none } = cutoutsMessages;
    return (
      <DropZone>
        <div className="empty">
          <h2>{none.title}</h2>
          <p>{none.text}</p>
          <div className="actions">
            <button type="button" className="button primary" onClick={() => views.go('sources')}>
              {none.show}
            </button>
          </div>
        </div>
      </DropZone>
    );
  }
  return (
    <DropZone>
      <RunView key={state.run.id} state={state} revision={current?.revision ?? 0} />
    </DropZone>
  );
}

function RunView({
  state,
  revision,
}: {
  readonly state: Exclude<CutoutsState, { readonly kind: 'none' }>;
  readonly revision: number;
}): ReactNode {
  const app = useApp();
  const { ask } = app;
  const { id } = state.run;
  const [sources, setSources] = useState<CutoutsAsked['sources']>([]);
  const [source, setSource] = useState(0);
  useEffect(() => {
    void ask('cutouts.sources', { run: id }).then((found) => found && setSources(found));
  }, [ask, id]);
  const content = useWall(id, source, revision);
  const downloads = useOutputFolder();
  const { outputFolder } = state.run;
  const title = sources[source]?.name ?? state.run.name;
  const pathOf = useCallback(
    (file: string) => pathBelow(downloads, outputFolder, file),
    [downloads, outputFolder],
  );
  return (
    <div className="cutouts">
      <RunHead state={state} />
      <div className="cutouts-main">
        {sources.length > 1 && (
          <select
            className="cutouts-sources"
            aria-label={cutoutsMessages.sources}
            size={2}
            value={source}
            onChange={({ target }) => setSource(Number(target.value))}
          >
            {sources.map(({ name }, index) => (
              <option key={index} value={index}>
                {name}
              </option>
            ))}
          </select>
        )}
        <Wall
          key={source}
          name={title}
          content={content}
          pathOf={pathOf}
          onSave={(sheet) => {
            const sheetTitle = cutoutsMessages.sheetTitle(title, state.run.name);
            void saveSheet(app, { run: id, source }, { ...sheet, title: sheetTitle });
          }}
        />
      </div>
    </div>
  );
}
