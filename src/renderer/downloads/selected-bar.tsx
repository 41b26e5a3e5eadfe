import type { ReactNode } from 'react';
import type { JobTarget } from '#shared/downloads/job.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { JobActions } from './job-actions.ts';

interface SelectedBarProps {
  readonly count: number;
  readonly target: JobTarget;
  readonly actions: JobActions;
  readonly onClear: () => void;
}

/** What can be done with several files at once. */
export function SelectedBar({ count, target, actions, onClear }: SelectedBarProps): ReactNode {
  return (
    <section className="job-detail" aria-label="Chosen files">
      <strong>{formatNumberOf(count, 'file')} chosen</strong>
      <span className="gap" />
      <button type="button" className="button small" onClick={() => actions.pause(target)}>
        Pause
      </button>
      <button type="button" className="button small" onClick={() => actions.resume(target)}>
        Resume
      </button>
      <button type="button" className="button small" onClick={() => actions.retry(target)}>
        Retry
      </button>
      <button
        type="button"
        className="button small"
        onClick={() => {
          void actions.remove(target);
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
