import type { ReactNode } from 'react';
import type { JobRow } from '#shared/downloads/job-row.ts';
import type { QueuePhase } from '#shared/downloads/snapshot.ts';
import { Icon } from '../ui/icons.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { type JobActions, mainActionOf } from './job-actions.ts';
import { wordsOfJob } from './job-words.ts';

interface JobDetailProps {
  readonly row: JobRow;
  readonly nowMs: number;
  readonly isStalled: boolean;
  readonly phase: QueuePhase;
  readonly actions: JobActions;
}

/** The whole path and the whole reason of the row that the cursor is on. */
export function JobDetail({ row, nowMs, isStalled, phase, actions }: JobDetailProps): ReactNode {
  const { toasts } = useApp();
  const { mark, state, why } = wordsOfJob(row, { nowMs, phase, isStalled });
  const copy = () => {
    void navigator.clipboard.writeText(row.path);
    toasts.show('Path copied.');
  };
  return (
    <section className="job-detail" aria-label="Chosen file">
      <StateMark of={mark} />
      <div>
        <p className="mono">{row.path}</p>
        <p className="why">
          {state}
          {why !== '' && `. ${why}`}
          {row.attempts > 0 && ` Failed tries: ${row.attempts}.`}
        </p>
      </div>
      <button type="button" className="button quiet small" onClick={copy}>
        <Icon name="copy" size={13} />
        Copy path
      </button>
      {mainActionOf(row) === 'retry' && (
        <button type="button" className="button small" onClick={() => actions.main(row)}>
          Retry
        </button>
      )}
      {mainActionOf(row) === 'show' && (
        <button type="button" className="button small" onClick={() => actions.main(row)}>
          Show in folder
        </button>
      )}
    </section>
  );
}
