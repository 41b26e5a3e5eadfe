import { type FormEvent, type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '#shared/downloads/job.ts';
import { libraryMessages } from '../messages/library.ts';
import { Elided } from '../ui/elided.tsx';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { useApp } from '../app/use-app.ts';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { selectionOf } from '../ticks/tick-files.ts';

/** What a verification does, the choice of files, and the button that starts it. */
export function StartCheck({
  problem,
  startsWithSha256 = false,
  onStarted,
}: {
  readonly problem: Failure | null;
  readonly startsWithSha256?: boolean;
  readonly onStarted: () => void;
}): ReactNode {
  const { browse, ask } = useApp();
  const browsed = useStore(browse, (state) => state.browsed);
  const folder = useOutputFolder();
  const [scope, setScope] = useState<'everything' | 'selection'>('everything');
  const [withSha256, setWithSha256] = useState(startsWithSha256);
  const ticked = browsed?.ticked.files ?? 0;
  const isSelection = scope === 'selection' && browsed !== null && ticked > 0;
  const start = (event: FormEvent): void => {
    event.preventDefault();
    const selection = isSelection ? selectionOf(browsed) : null;
    void ask('library.verify', { selection, withSha256 }).then((answer) => {
      if (answer !== undefined) onStarted();
    });
  };
  return (
    <div className="library-sheet">
      <h2>{libraryMessages.start.title}</h2>
      <p>{libraryMessages.start.hint}</p>
      <p className="folder-line">
        <Icon name="folder" size={14} />
        <span className="mono">
          <Elided text={folder} />
        </span>
      </p>
      {problem !== null && (
        <Notice tone="problem" title={libraryMessages.start.problem}>
          {problem.message}
        </Notice>
      )}
      <form className="library-start" onSubmit={start}>
        <fieldset>
          <legend>{libraryMessages.start.scope}</legend>
          <label className="check">
            <input
              type="radio"
              name="scope"
              checked={!isSelection}
              onChange={() => setScope('everything')}
            />
            <span>{libraryMessages.start.everything}</span>
          </label>
          <label className="check">
            <input
              type="radio"
              name="scope"
              checked={isSelection}
              disabled={ticked === 0}
              onChange={() => setScope('selection')}
            />
            <span>
              {ticked === 0 ? libraryMessages.start.noTicks : libraryMessages.start.ticked(ticked)}
            </span>
          </label>
        </fieldset>
        <label className="check">
          <input
            type="checkbox"
            checked={withSha256}
            onChange={({ target }) => setWithSha256(target.checked)}
          />
          <span>{libraryMessages.start.sha256}</span>
        </label>
        <button type="submit" className="button primary large">
          {isSelection
            ? libraryMessages.start.verifyTicked(ticked)
            : libraryMessages.start.verifyAll}
        </button>
      </form>
    </div>
  );
}
