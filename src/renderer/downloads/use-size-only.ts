import { useEffect, useRef, useState } from 'react';
import { askUntilAnswered } from '../transport/ask-until-answered.ts';
import { useApp } from '../app/use-app.ts';
import { useReconnections } from '../app/use-reconnections.ts';

/** The shortest time between two calls, however fast files finish. */
const MIN_INTERVAL_MS = 1_000;

/** Counts finished files without a hash to compare with: “unknown” is never “verified”. */
export function useSizeOnly(filesDone: number): number {
  const { api } = useApp();
  const reconnections = useReconnections();
  const [count, setCount] = useState(0);
  const askedAtMs = useRef(0);
  useEffect(() => {
    let stop = (): void => undefined;
    const query = { filter: 'size-only', search: '', offset: 0, limit: 0 } as const;
    const ask = (): void => {
      askedAtMs.current = Date.now();
      stop = askUntilAnswered({
        ask: () => api.call('downloads.rows', query),
        onAnswer: ({ total }) => setCount(total),
        isConnected: () => api.link.getState().state === 'open',
      });
    };
    const waitMs = Math.max(0, askedAtMs.current + MIN_INTERVAL_MS - Date.now());
    const timer = setTimeout(ask, filesDone === 0 ? 0 : waitMs);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [api, reconnections, filesDone]);
  return Math.min(count, filesDone);
}
