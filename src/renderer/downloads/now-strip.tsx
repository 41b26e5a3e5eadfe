import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { formatBytes, formatRate } from '#shared/format/quantities.ts';
import { Elided } from '../app/elided.tsx';
import { StateMark } from '../app/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { isStalled } from './queue-watch.ts';

/** More than the survey's authors advise are not shown one by one. */
const MOST = 6;

/** The files that are being fetched, however long the list below and wherever it is scrolled to. */
export function NowStrip({
  snapshot,
  nowMs,
}: {
  readonly snapshot: QueueSnapshot;
  readonly nowMs: number;
}): ReactNode {
  const paces = useStore(useApp().queue, (watch) => watch.paces);
  const { active, waitingForDropboxUntilMs } = snapshot;
  const isWaiting = waitingForDropboxUntilMs !== null && waitingForDropboxUntilMs > nowMs;
  if (active.length === 0) return null;
  return (
    <ul className="now" aria-label="Being fetched now">
      {active.slice(0, MOST).map(({ id, path, size, bytesDone, state }) => {
        const pace = paces.get(id);
        const stalled = !isWaiting && isStalled(pace, nowMs);
        const rate = pace?.rate.bytesPerSecond ?? null;
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

function nowWords(state: 'active' | 'verifying', stalled: boolean, rate: number | null): string {
  if (state === 'verifying') return 'checking';
  if (stalled) return 'stalled';
  return rate === null ? '' : formatRate(rate);
}
