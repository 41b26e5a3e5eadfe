import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LeftQueue } from '#shared/downloads/snapshot.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { demoFolderIn } from '#shared/ipc/demo-folder.ts';
import type { App } from '../app/app.ts';
import { Elided } from '../ui/elided.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { takeStep } from '../app/end-work.ts';

/** The queues of other output folders in which files wait, and how they go on. */
export function LeftQueues({ left }: { readonly left: readonly LeftQueue[] }): ReactNode {
  return left.map((queue) => <Left key={queue.outputFolder} queue={queue} />);
}

function Left({ queue: { outputFolder, files } }: { readonly queue: LeftQueue }): ReactNode {
  const app = useApp();
  const chosen = useStore(app.settings, ({ current }) => current?.value.outputFolder ?? '');
  const { label, go } = wayBack(app, outputFolder, chosen);
  return (
    <div className="left-queue" role="note">
      <StateMark of="paused" />
      <span>
        {formatNumberOf(files, 'file')} {files === 1 ? 'waits' : 'wait'} in{' '}
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

/** How the queue of another folder is opened again. It stays paused until its user resumes it. */
function wayBack(
  app: App,
  outputFolder: string,
  chosen: string,
): { readonly label: string; readonly go: () => Promise<void> } {
  if (outputFolder === demoFolderIn(chosen)) {
    const go = () => app.ask('connection.tryDemo', null);
    return {
      label: 'Open the demo',
      go: () => takeStep(app, { kind: 'demo' }, 'open the demo', go),
    };
  }
  if (outputFolder === chosen) {
    return { label: 'Connect to its folder', go: async () => app.views.go('connect') };
  }
  const go = () => app.ask('settings.set', { outputFolder });
  return {
    label: 'Use this output folder',
    go: () => takeStep(app, { kind: 'output-folder', outputFolder }, 'use the other folder', go),
  };
}
