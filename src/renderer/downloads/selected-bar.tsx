import type { ReactNode } from 'react';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { JobActions } from './job-actions.ts';

interface SelectedBarProps {
  readonly ids: readonly number[];
  readonly actions: JobActions;
  readonly onClear: () => void;
}

/** What can be done with several files at once. */
export function SelectedBar({ ids, actions, onClear }: SelectedBarProps): ReactNode {
  return (
    <section className="job-detail" aria-label="Chosen files">
      <strong>{formatNumberOf(ids.length, 'file')} chosen</strong>
      <span className="gap" />
      <button type="button" className="button small" onClick={() => actions.pause(ids)}>
        Pause
      </button>
      <button type="button" className="button small" onClick={() => actions.resume(ids)}>
        Resume
      </button>
      <button type="button" className="button small" onClick={() => actions.retry(ids)}>
        Retry
      </button>
      <button
        type="button"
        className="button small"
        onClick={() => {
          void actions.remove(ids);
          onClear();
        }}
      >
        Remove
      </button>
      <button type="button" className="button quiet small" onClick={onClear}>
        Choose none
      </button>
    </section>
  );
}
