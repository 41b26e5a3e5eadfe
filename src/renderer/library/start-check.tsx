import { type FormEvent, type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '#shared/downloads/job.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { Elided } from '../ui/elided.tsx';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { useApp } from '../app/use-app.ts';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { selectionOf } from '../ticks/tick-files.ts';

/** Before a check: what it does, what is to be checked, and the button. */
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
      <h2>Is everything on this disk still good?</h2>
      <p>
        Reads the survey’s files and compares each with its hash. Nothing is changed: what is
        damaged, missing or foreign is named, and fetched again only when you ask for it.
      </p>
      <p className="folder-line">
        <Icon name="folder" size={14} />
        <span className="mono">
          <Elided text={folder} />
        </span>
      </p>
      {problem !== null && (
        <Notice tone="problem" title="The last check did not come to its end.">
          {problem.message}
        </Notice>
      )}
      <form className="library-start" onSubmit={start}>
        <fieldset>
          <legend>What to check</legend>
          <label className="check">
            <input
              type="radio"
              name="scope"
              checked={!isSelection}
              onChange={() => setScope('everything')}
            />
            <span>Everything on disk</span>
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
              {ticked === 0
                ? 'The ticked files (none is ticked in Browse)'
                : `The ${formatNumberOf(ticked, 'ticked file')}`}
            </span>
          </label>
        </fieldset>
        <label className="check">
          <input
            type="checkbox"
            checked={withSha256}
            onChange={({ target }) => setWithSha256(target.checked)}
          />
          <span>Compute SHA-256 too, for a manifest that colleagues can check</span>
        </label>
        <button type="submit" className="button primary large">
          {isSelection
            ? `Verify ${formatNumberOf(ticked, 'ticked file')}`
            : 'Verify what is on disk'}
        </button>
      </form>
    </div>
  );
}
