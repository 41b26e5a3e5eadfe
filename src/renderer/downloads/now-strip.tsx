import type { CSSProperties, ReactNode } from 'react';
import { useStore } from 'zustand';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { formatBytes, formatRate } from '#shared/format/quantities.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { Elided } from '../ui/elided.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { isStalled, rateOf } from '../app/queue-watch.ts';

/** As many files as the survey's authors advise to download at once; further ones are only counted. */
const MAX_SHOWN = 6;

/** The files that are being downloaded, wherever the list below is scrolled to. */
export function NowStrip({
  snapshot,
  parallel,
  nowMs,
}: {
  readonly snapshot: QueueSnapshot;
  /** Files that may be downloaded at once. */
  readonly parallel: number;
  readonly nowMs: number;
}): ReactNode {
  const paces = useStore(useApp().queue, (watch) => watch.paces);
  const { active, waitingForDropboxUntilMs } = snapshot;
  const isWaiting = waitingForDropboxUntilMs !== null && waitingForDropboxUntilMs > nowMs;
  const rows = rowsKept(snapshot, parallel);
  if (rows === 0) return null;
  return (
    <ul
      className="now"
      aria-label={downloadsMessages.active.name}
      style={{ '--rows': rows } as CSSProperties}
    >
      {active.slice(0, MAX_SHOWN).map(({ id, path, size, bytesDone, state }) => {
        const pace = paces.get(id);
        const stalled = !isWaiting && isStalled(pace, nowMs);
        const rate = rateOf(pace, paces, snapshot);
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
              {size === null
                ? formatBytes(bytesDone)
                : downloadsMessages.figures.bytes(bytesDone, size)}
            </span>
            <span className="number">
              {isWaiting ? downloadsMessages.active.waiting : nowWords(state, stalled, rate)}
            </span>
          </li>
        );
      })}
      {active.length > MAX_SHOWN && (
        <li className="more">{downloadsMessages.active.more(active.length - MAX_SHOWN)}</li>
      )}
    </ul>
  );
}

/**
 * Counts the rows to keep space for. A running queue keeps space for all its slots, so that the list below does not
 * move each time a file finishes.
 */
function rowsKept({ active, phase, totals }: QueueSnapshot, parallel: number): number {
  const files = Object.values(totals).reduce((sum, { files: count }) => sum + count, 0);
  const slots = phase.kind === 'running' ? Math.min(parallel, files) : 0;
  const rows = Math.max(active.length, slots);
  return rows > MAX_SHOWN ? MAX_SHOWN + 1 : rows;
}

function nowWords(state: 'active' | 'verifying', stalled: boolean, rate: number | null): string {
  if (state === 'verifying') return downloadsMessages.active.verifying;
  if (stalled) return downloadsMessages.active.stalled;
  return rate === null ? '' : formatRate(rate);
}
