import type { JobTarget } from '#shared/downloads/job.ts';
import type { JobRow } from '#shared/downloads/job-row.ts';
import { copyDiskPaths } from '../app/copy-paths.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import type { App } from '../app/app.ts';

export interface JobActions {
  /** Whether this host can show a file in its folder; a page copies its path instead. */
  readonly canShow: boolean;
  pause(target: JobTarget): void;
  resume(target: JobTarget): void;
  retry(target: JobTarget): void;
  show(id: number): void;
  /** The user can undo it. */
  remove(target: JobTarget): Promise<void>;
  /** The action of Enter and of a row's first button. */
  main(row: JobRow): void;
}

/** The action of a row's first button in its state; null if there is none. */
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

/** @param canShow whether the host has a file manager */
export function createJobActions(app: App, canShow: boolean): JobActions {
  const actions: JobActions = {
    canShow,
    pause: (target) => void app.ask('downloads.pause', target),
    resume: (target) => void app.ask('downloads.resume', target),
    retry: (target) => void app.ask('downloads.retry', target),
    show: (id) => void app.ask('downloads.showFile', { id }),
    async remove(target) {
      const answer = await app.ask('downloads.remove', target);
      if (answer === undefined) return;
      const { removed, undoToken } = answer;
      app.toasts.show(downloadsMessages.removed(removed), {
        lasts: 'until-action',
        action: {
          label: downloadsMessages.undo,
          run: () => void app.ask('downloads.undoRemove', { undoToken }),
        },
      });
    },
    main(row) {
      const action = mainActionOf(row);
      if (action === 'show' && !canShow) void copyDiskPaths(app, [row.path]);
      else if (action === 'show') actions.show(row.id);
      else if (action !== null) actions[action](onlyJob(row.id));
    },
  };
  return actions;
}
