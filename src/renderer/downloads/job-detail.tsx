import type { ReactNode } from 'react';
import type { JobRow } from '#shared/downloads/job-row.ts';
import type { QueuePhase } from '#shared/downloads/snapshot.ts';
import { copyDiskPaths, copySurveyPaths } from '../app/copy-paths.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { uiMessages } from '../messages/ui.ts';
import { Icon } from '../ui/icons.tsx';
import { negativeNote } from '../ui/negative-note.ts';
import { LookButton } from '../ui/look-button.tsx';
import { SendButton } from '../ui/send-button.tsx';
import { TableButton } from '../ui/table-button.tsx';
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
  const app = useApp();
  const { mark, state, why } = wordsOfJob(row, { nowMs, phase, isStalled });
  const note = negativeNote(row.path);
  return (
    <section className="job-detail" aria-label={downloadsMessages.selected.file}>
      <StateMark of={mark} />
      <div>
        <p className="mono">
          {row.path} {note !== '' && <span className="note">{note}</span>}
        </p>
        <p className="why">
          {state}
          {why !== '' && downloadsMessages.selected.why(why)}
          {row.attempts > 0 && downloadsMessages.selected.failedAttempts(row.attempts)}
        </p>
      </div>
      {row.state === 'done' && (
        <button
          type="button"
          className="button quiet small"
          onClick={() => void copyDiskPaths(app, [row.path])}
        >
          <Icon name="copy" size={13} />
          {uiMessages.copyPath}
        </button>
      )}
      <button
        type="button"
        className="button quiet small"
        onClick={() => void copySurveyPaths(app, [row.path])}
      >
        {uiMessages.copySurveyPath}
      </button>
      {row.state === 'done' && <LookButton path={row.path} />}
      {row.state === 'done' && <TableButton path={row.path} />}
      {row.state === 'done' && <SendButton path={row.path} />}
      {mainActionOf(row) === 'retry' && (
        <button type="button" className="button small" onClick={() => actions.main(row)}>
          {downloadsMessages.actions.retry}
        </button>
      )}
      {mainActionOf(row) === 'show' && actions.canShow && (
        <button type="button" className="button small" onClick={() => actions.main(row)}>
          {downloadsMessages.actions.show}
        </button>
      )}
    </section>
  );
}
