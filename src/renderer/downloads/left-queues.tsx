import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LeftQueue } from '#shared/downloads/snapshot.ts';
import { demoFolderIn } from '#shared/ipc/demo-folder.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import type { App } from '../app/app.ts';
import { Elided } from '../ui/elided.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { takeStep } from '../app/end-work.ts';

/** The queues of other output folders that have waiting files, each with a button that opens it. */
export function LeftQueues({ left }: { readonly left: readonly LeftQueue[] }): ReactNode {
  return left.map((queue) => <Left key={queue.outputFolder} queue={queue} />);
}

function Left({ queue: { outputFolder, files } }: { readonly queue: LeftQueue }): ReactNode {
  const app = useApp();
  const inSettings = useStore(app.settings, ({ current }) => current?.value.outputFolder ?? '');
  const { label, go } = wayBack(app, outputFolder, inSettings);
  return (
    <div className="left-queue" role="note">
      <StateMark of="paused" />
      <span>
        {downloadsMessages.leftQueue.waits(files)}{' '}
        <span className="mono">
          <Elided text={outputFolder} />
        </span>
      </span>
      <button type="button" className="button small" onClick={() => void go()}>
        {label}
      </button>
    </div>
  );
}

/** Opens the queue of another output folder. It stays paused until the user resumes it. */
function wayBack(
  app: App,
  outputFolder: string,
  inSettings: string,
): { readonly label: string; readonly go: () => Promise<void> } {
  if (outputFolder === demoFolderIn(inSettings)) {
    const go = () => app.ask('connection.tryDemo', null);
    return {
      label: downloadsMessages.leftQueue.openDemo,
      go: () => takeStep(app, { kind: 'demo' }, downloadsMessages.leftQueue.openingDemo, go),
    };
  }
  if (outputFolder === inSettings) {
    return { label: downloadsMessages.leftQueue.connect, go: async () => app.views.go('connect') };
  }
  const go = () => app.ask('settings.set', { outputFolder });
  return {
    label: downloadsMessages.leftQueue.useFolder,
    go: () =>
      takeStep(
        app,
        { kind: 'output-folder', outputFolder },
        downloadsMessages.leftQueue.usingFolder,
        go,
      ),
  };
}
