import type { JobTarget } from '#shared/downloads/job.ts';
import type { JobRow } from '#shared/downloads/job-row.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { App } from '../app/app.ts';

export interface JobActions {
  pause(target: JobTarget): void;
  resume(target: JobTarget): void;
  retry(target: JobTarget): void;
  show(id: number): void;
  /** With a way back. */
  remove(target: JobTarget): Promise<void>;
  /** What Enter and the first button of a row do. */
  main(row: JobRow): void;
}

/** What the first button of a row does in its state; null where there is nothing to do. */
export function mainActionOf(row: JobRow): 'pause' | 'resume' | 'retry' | 'show' | null {
  switch (row.state) {
    case 'queued':
    case 'active':
      return 'pause';
    case 'paused':
      return 'resume';
    case 'failed':
      return 'retry';
    case 'done':
      return 'show';
    case 'verifying':
    case 'waiting-for-auth':
      return null;
    default:
      return row.state satisfies never;
  }
}

export function onlyJob(id: number): JobTarget {
  return { kind: 'ids', ids: Uint32Array.of(id) };
}

export function createJobActions(app: App): JobActions {
  const actions: JobActions = {
    pause: (target) => void app.ask('downloads.pause', target),
    resume: (target) => void app.ask('downloads.resume', target),
    retry: (target) => void app.ask('downloads.retry', target),
    show: (id) => void app.ask('downloads.showFile', { id }),
    async remove(target) {
      const answer = await app.ask('downloads.remove', target);
      if (answer === undefined) return;
      const { removed, undoToken } = answer;
      app.toasts.show(
        `${formatNumberOf(removed, 'file')} taken out of the queue. What is on disk stays.`,
        {
          action: { label: 'Undo', run: () => void app.ask('downloads.undoRemove', { undoToken }) },
        },
      );
    },
    main(row) {
      const action = mainActionOf(row);
      if (action === 'show') actions.show(row.id);
      else if (action !== null) actions[action](onlyJob(row.id));
    },
  };
  return actions;
}
