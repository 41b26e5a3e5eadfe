import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatRate } from '#shared/format/quantities.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { useApp } from '../app/use-app.ts';
import { QueueBar, useActivity } from './overall.tsx';
import { wordsOf } from './phase-words.ts';

/** The queue in one line, below all views but its own. */
export function QueueFoot(): ReactNode {
  const snapshot = useStore(useApp().queue, (watch) => watch.snapshot);
  if (snapshot === null || snapshot.phase.kind === 'idle') return null;
  return <Line snapshot={snapshot} />;
}

function Line({ snapshot }: { readonly snapshot: QueueSnapshot }): ReactNode {
  const { views } = useApp();
  const { activity, nowMs } = useActivity(snapshot);
  const isRunning = activity === 'running';
  return (
    <div className="foot-queue">
      <span>{wordsOf(activity, snapshot, nowMs).title}</span>
      <QueueBar snapshot={snapshot} />
      <span>
        {downloadsMessages.figures.bytes(snapshot.bytesDone, snapshot.bytesTotal)}
        {isRunning &&
          snapshot.bytesPerSecond !== null &&
          ` · ${formatRate(snapshot.bytesPerSecond)}`}
        {isRunning &&
          snapshot.etaSeconds !== null &&
          ` · ${downloadsMessages.figures.left(snapshot.etaSeconds)}`}
      </span>
      <button type="button" className="button quiet small" onClick={() => views.go('downloads')}>
        {downloadsMessages.queue.show}
      </button>
    </div>
  );
}
