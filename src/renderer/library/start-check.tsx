import { type FormEvent, type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '#shared/downloads/job.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { Notice } from '../app/notice.tsx';
import { useApp } from '../app/use-app.ts';
import { selectionOf } from '../browse/browse-store.ts';

/** Before a check: what it does, what is to be checked, and the button. */
export function StartCheck({
  problem,
  onStarted,
}: {
  readonly problem: Failure | null;
  readonly onStarted: () => void;
}): ReactNode {
  const { browse, settings, ask } = useApp();
  const browsed = useStore(browse, (state) => state.browsed);
  const folder = useStore(settings, ({ current }) => current?.value.outputFolder ?? '');
  const [scope, setScope] = useState<'everything' | 'selection'>('everything');
  const [withSha256, setWithSha256] = useState(false);
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
    <div className="empty">
      <h2>Is everything on this disk still good?</h2>
      <p>
        Reads the survey’s files below <span className="mono">{folder}</span> and compares each with
        its hash. Nothing is changed: what is damaged, missing or foreign is named, and fetched
        again only when you ask for it.
      </p>
      {problem !== null && (
        <Notice tone="problem" title="The last check did not come to its end.">
          {problem.message}
        </Notice>
      )}
      <form className="library-start" onSubmit={start}>
        <fieldset>
          <legend>What to check</legend>
          <label>
            <input
              type="radio"
              name="scope"
              checked={!isSelection}
              onChange={() => setScope('everything')}
            />
            Everything on disk
          </label>
          <label>
            <input
              type="radio"
              name="scope"
              checked={isSelection}
              disabled={ticked === 0}
              onChange={() => setScope('selection')}
            />
            {ticked === 0
              ? 'The ticked files (none is ticked in Browse)'
              : `The ${formatNumberOf(ticked, 'ticked file')}`}
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
