import type { CSSProperties, ReactNode } from 'react';
import { useStore } from 'zustand';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { formatBytes, formatRate } from '#shared/format/quantities.ts';
import { Elided } from '../ui/elided.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { isStalled, rateOf } from '../app/queue-watch.ts';

/** More than the survey's authors advise are not shown one by one. */
const MOST = 6;

/** The files that are being fetched, however long the list below and wherever it is scrolled to. */
export function NowStrip({
  snapshot,
  parallel,
  nowMs,
}: {
  readonly snapshot: QueueSnapshot;
  /** Files that may be fetched at once. */
  readonly parallel: number;
  readonly nowMs: number;
}): ReactNode {
  const paces = useStore(useApp().queue, (watch) => watch.paces);
  const { active, waitingForDropboxUntilMs } = snapshot;
  const isWaiting = waitingForDropboxUntilMs !== null && waitingForDropboxUntilMs > nowMs;
  const rows = rowsKept(snapshot, parallel);
  if (rows === 0) return null;
  return (
    <ul className="now" aria-label="Being fetched now" style={{ '--rows': rows } as CSSProperties}>
      {active.slice(0, MOST).map(({ id, path, size, bytesDone, state }) => {
        const pace = paces.get(id);
        const stalled = !isWaiting && isStalled(pace, nowMs);
        const rate = rateOf(pace, snapshot);
        const part = size === null || size === 0 ? 0 : Math.min(1, bytesDone / size);
        return (
          <li key={id}>
            <StateMark of={stalled || isWaiting ? 'waiting' : 'active'} part={part} />
            <span className="mono">
              <Elided text={path.slice(path.lastIndexOf('/') + 1)} tail={26} />
            </span>
            <span className="bar" aria-hidden="true">
              <i style={{ width: `${part * 100}%` }} />
            </span>
            <span className="number">{Math.floor(part * 100)} %</span>
            <span className="number">
              {formatBytes(bytesDone)}
              {size !== null && ` of ${formatBytes(size)}`}
            </span>
            <span className="number">{isWaiting ? 'waiting' : nowWords(state, stalled, rate)}</span>
          </li>
        );
      })}
      {active.length > MOST && <li className="more">and {active.length - MOST} more</li>}
    </ul>
  );
}

/**
 * As many rows as may be needed while the queue goes on, so that the list below does not move with every file that
 * ends; no more than are shown once it does not.
 */
function rowsKept({ active, phase, totals }: QueueSnapshot, parallel: number): number {
  const files = Object.values(totals).reduce((sum, { files: count }) => sum + count, 0);
  const most = phase.kind === 'running' ? Math.min(parallel, files) : 0;
  const rows = Math.max(active.length, most);
  return rows > MOST ? MOST + 1 : rows;
}

function nowWords(state: 'active' | 'verifying', stalled: boolean, rate: number | null): string {
  if (state === 'verifying') return 'checking';
  if (stalled) return 'stalled';
  return rate === null ? '' : formatRate(rate);
}
