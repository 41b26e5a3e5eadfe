import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { formatBytes, formatCount, formatDuration, formatRate } from '#shared/format/quantities.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { Figure, percentOf } from '../ui/figure.tsx';
import { OutputFolder } from '../ui/output-folder.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { type MarkOf, StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { useNow } from '../ui/use-now.ts';
import { type Activity, activityOf, wordsOf } from './phase-words.ts';
import { QueueButtons } from './queue-buttons.tsx';
import { isStalled } from '../app/queue-watch.ts';
import { Sparkline } from './sparkline.tsx';

const MARKS: Readonly<Record<Activity, MarkOf>> = {
  empty: 'listed',
  running: 'active',
  stalled: 'waiting',
  paused: 'paused',
  budget: 'waiting',
  'waiting-for-dropbox': 'waiting',
  'waiting-for-sign-in': 'problem',
  resting: 'waiting',
  disk: 'problem',
  outage: 'problem',
  engine: 'problem',
  finished: 'verified',
  'finished-with-failures': 'problem',
};

export function useActivity(snapshot: QueueSnapshot | null): {
  readonly activity: Activity;
  readonly nowMs: number;
} {
  const paces = useStore(useApp().queue, (watch) => watch.paces);
  const phase = snapshot?.phase.kind ?? 'idle';
  const waits = snapshot?.budgetUsedUpUntilMs !== undefined;
  const nowMs = useNow(waits || (phase !== 'idle' && phase !== 'paused'));
  if (snapshot === null) return { activity: 'empty', nowMs };
  const areAllStalled =
    snapshot.active.length > 0 &&
    snapshot.active.every(({ id }) => isStalled(paces.get(id), nowMs));
  return { activity: activityOf(snapshot, nowMs, areAllStalled), nowMs };
}

/** The queue as a whole: its activity, progress, rate and remaining time, and the actions on it. */
export function Overall({
  snapshot,
  sizeOnly,
}: {
  readonly snapshot: QueueSnapshot;
  /** How many of the finished files have no hash to compare with. */
  readonly sizeOnly: number;
}): ReactNode {
  const app = useApp();
  const history = useStore(app.queue, (watch) => watch.history);
  const { activity, nowMs } = useActivity(snapshot);
  const words = wordsOf(activity, snapshot, nowMs);
  const { totals, bytesDone, bytesTotal } = snapshot;
  const part = bytesTotal === 0 ? 0 : bytesDone / bytesTotal;
  const isMoving = activity === 'running';
  const isOver = activity === 'finished' || activity === 'finished-with-failures';
  const files = Object.values(totals).reduce((sum, { files: count }) => sum + count, 0);
  return (
    <section className="overall" aria-label={downloadsMessages.queue.name} data-tone={words.tone}>
      <div className="overall-words">
        <h2>
          <StateMark of={MARKS[activity]} part={part} />
          {words.title}
        </h2>
        <p role={words.tone === 'problem' ? 'alert' : undefined}>{words.detail}</p>
        <p className="where">
          <OutputFolder />
        </p>
      </div>
      <QueueButtons snapshot={snapshot} activity={activity} />
      <dl className="overall-figures">
        <Figure name={downloadsMessages.figures.onDisk}>
          {formatBytes(bytesDone)}{' '}
          <span>{downloadsMessages.figures.of(formatBytes(bytesTotal))}</span>
        </Figure>
        <Figure name={downloadsMessages.figures.done}>{percentOf(part)}</Figure>
        <Figure name={downloadsMessages.figures.files}>
          {formatCount(totals.done.files)}{' '}
          <span>{downloadsMessages.figures.of(formatCount(files))}</span>
        </Figure>
        {isOver ? (
          <Assurances
            verified={totals.done.files - sizeOnly}
            sizeOnly={sizeOnly}
            failed={totals.failed.files}
          />
        ) : (
          <>
            <Figure name={downloadsMessages.figures.rate}>
              {isMoving && snapshot.bytesPerSecond !== null
                ? formatRate(snapshot.bytesPerSecond)
                : '–'}
            </Figure>
            <Figure name={downloadsMessages.figures.timeLeft}>
              {isMoving && snapshot.etaSeconds !== null ? formatDuration(snapshot.etaSeconds) : '–'}
            </Figure>
          </>
        )}
      </dl>
      {isOver && !history.some((rate) => rate > 0) ? <span /> : <Sparkline history={history} />}
      <QueueBar snapshot={snapshot} />
    </section>
  );
}

/** How the files of a finished queue were verified. */
function Assurances({
  verified,
  sizeOnly,
  failed,
}: {
  readonly verified: number;
  readonly sizeOnly: number;
  readonly failed: number;
}): ReactNode {
  return (
    <>
      <Figure name={downloadsMessages.figures.verified}>
        <StateMark of="verified" /> {formatCount(verified)}
      </Figure>
      <Figure name={downloadsMessages.figures.sizeOnly}>
        <StateMark of="size-only" /> {formatCount(sizeOnly)}
      </Figure>
      {failed > 0 && (
        <Figure name={downloadsMessages.figures.failed}>
          <StateMark of="problem" /> {formatCount(failed)}
        </Figure>
      )}
    </>
  );
}

export function QueueBar({ snapshot }: { readonly snapshot: QueueSnapshot }): ReactNode {
  const { totals, bytesDone, bytesTotal } = snapshot;
  const partOf = (bytes: number) => (bytesTotal === 0 ? 0 : bytes / bytesTotal);
  const share = (bytes: number) => `${partOf(bytes) * 100}%`;
  return (
    <ProgressBar
      name={downloadsMessages.queue.name}
      part={partOf(bytesDone)}
      text={downloadsMessages.figures.bytes(bytesDone, bytesTotal)}
    >
      <i data-of="done" style={{ width: share(totals.done.bytes) }} />
      <i style={{ width: share(Math.max(0, bytesDone - totals.done.bytes)) }} />
      <b />
      <i data-of="failed" style={{ width: share(totals.failed.bytes) }} />
    </ProgressBar>
  );
}
