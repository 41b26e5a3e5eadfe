import type { ReactNode } from 'react';
import type { JobRow } from '#shared/downloads/job-row.ts';
import type { QueuePhase } from '#shared/downloads/snapshot.ts';
import { downloadsMessages } from '../messages/downloads.ts';
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

/** The complete path and reason of the cursor's row. */
export function JobDetail({ row, nowMs, isStalled, phase, actions }: JobDetailProps): ReactNode {
  const { toasts } = useApp();
  const { mark, state, why } = wordsOfJob(row, { nowMs, phase, isStalled });
  const copy = () => {
    void navigator.clipboard.writeText(row.path);
    toasts.show(downloadsMessages.copied(1));
  };
  return (
    <section className="job-detail" aria-label={downloadsMessages.selected.file}>
      <StateMark of={mark} />
      <div>
        <p className="mono">{row.path}</p>
        <p className="why">
          {state}
          {why !== '' && downloadsMessages.selected.why(why)}
          {row.attempts > 0 && downloadsMessages.selected.failedAttempts(row.attempts)}
        </p>
      </div>
      <button type="button" className="button quiet small" onClick={copy}>
        <Icon name="copy" size={13} />
        {downloadsMessages.actions.copyPath}
      </button>
      {mainActionOf(row) === 'retry' && (
        <button type="button" className="button small" onClick={() => actions.main(row)}>
          {downloadsMessages.actions.retry}
        </button>
      )}
      {mainActionOf(row) === 'show' && (
        <button type="button" className="button small" onClick={() => actions.main(row)}>
          {downloadsMessages.actions.show}
        </button>
      )}
    </section>
  );
}
