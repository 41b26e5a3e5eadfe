import type { ReactNode } from 'react';
import type { JobTarget } from '#shared/downloads/job.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import type { JobActions } from './job-actions.ts';

interface SelectedBarProps {
  readonly count: number;
  readonly target: JobTarget;
  readonly actions: JobActions;
  readonly onClear: () => void;
}

/** The actions on several selected files. */
export function SelectedBar({ count, target, actions, onClear }: SelectedBarProps): ReactNode {
  return (
    <section className="job-detail" aria-label={downloadsMessages.selected.files}>
      <strong>{downloadsMessages.selected.count(count)}</strong>
      <span className="gap" />
      <button type="button" className="button small" onClick={() => actions.pause(target)}>
        {downloadsMessages.actions.pause}
      </button>
      <button type="button" className="button small" onClick={() => actions.resume(target)}>
        {downloadsMessages.actions.resume}
      </button>
      <button type="button" className="button small" onClick={() => actions.retry(target)}>
        {downloadsMessages.actions.retry}
      </button>
      <button
        type="button"
        className="button small"
        onClick={() => {
          void actions.remove(target);
          onClear();
        }}
      >
        {downloadsMessages.actions.remove}
      </button>
      <button type="button" className="button quiet small" onClick={onClear}>
        {downloadsMessages.actions.clearSelection}
      </button>
    </section>
  );
}
