import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import type { App } from '../app/app.ts';
import { useApp } from '../app/use-app.ts';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { saveText } from '../ui/save-text.ts';
import type { Activity } from './phase-words.ts';
import { controlsOf } from './queue-controls.ts';

const { queue: NAMES } = downloadsMessages;

/** The actions on the queue as a whole. A finished queue offers its folder first. */
export function QueueButtons({
  snapshot,
  activity,
}: {
  readonly snapshot: QueueSnapshot;
  readonly activity: Activity;
}): ReactNode {
  const app = useApp();
  const isConnected = useStore(
    app.connection,
    ({ current }) => current?.value.kind === 'connected',
  );
  const { canPause, canResume } = controlsOf(snapshot, isConnected);
  const isOver = activity === 'finished' || activity === 'finished-with-failures';
  const hasFailed = snapshot.totals.failed.files > 0;
  return (
    <div className="overall-do">
      {activity === 'budget' && (
        <button type="button" className="button" onClick={() => app.views.go('settings')}>
          {NAMES.changeBudget}
        </button>
      )}
      {activity === 'waiting-for-sign-in' && (
        <button type="button" className="button primary" onClick={() => app.views.go('connect')}>
          {NAMES.connectAgain}
        </button>
      )}
      {activity === 'engine' && (
        <button
          type="button"
          className="button primary"
          onClick={() => void app.ask('app.restartEngine', null)}
        >
          {NAMES.restartEngine}
        </button>
      )}
      {hasFailed && activity !== 'engine' && (
        <button
          type="button"
          className={isOver ? 'button primary' : 'button'}
          onClick={() => void app.ask('downloads.retry', { kind: 'state', state: 'failed' })}
        >
          {NAMES.retryFailed}
        </button>
      )}
      {isOver ? (
        <FolderButtons isMain={!hasFailed} />
      ) : (
        <>
          <button
            type="button"
            className="button"
            disabled={!canPause}
            onClick={() => void app.ask('downloads.pauseAll', null)}
          >
            {NAMES.pauseAll}
          </button>
          <button
            type="button"
            className="button"
            disabled={!canResume}
            title={isConnected ? undefined : NAMES.connectFirst}
            onClick={() => void app.ask('downloads.resumeAll', null)}
          >
            {NAMES.resumeAll}
          </button>
        </>
      )}
      <button
        type="button"
        className={isOver ? 'button' : 'button quiet'}
        onClick={() => void saveReport(app)}
      >
        {NAMES.saveReport}
      </button>
    </div>
  );
}

/** Opens the output folder, or copies its path. A page has no file manager: there the path comes first. */
function FolderButtons({ isMain }: { readonly isMain: boolean }): ReactNode {
  const app = useApp();
  const folder = useOutputFolder();
  const isPage = useStore(app.info, ({ info }) => info?.host === 'browser');
  const main = isMain ? 'button primary' : 'button';
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(folder);
    app.toasts.show(NAMES.folderCopied);
  };
  return (
    <>
      {!isPage && (
        <button
          type="button"
          className={main}
          onClick={() => void app.ask('downloads.showFolder', null)}
        >
          {NAMES.showFolder}
        </button>
      )}
      <button
        type="button"
        className={isPage ? main : 'button'}
        title={folder}
        onClick={() => void copy()}
      >
        {NAMES.copyFolder}
      </button>
    </>
  );
}

async function saveReport(app: App): Promise<void> {
  const answer = await app.ask('downloads.report', null);
  if (answer !== undefined) await saveText(app, 'vast-pilot-report.txt', answer.text);
}
