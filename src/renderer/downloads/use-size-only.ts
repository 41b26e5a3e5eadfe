import { useEffect, useRef, useState } from 'react';
import { useApp } from '../app/use-app.ts';

/** However fast files end, it is asked for no more often than this. */
const ASK_EVERY_MS = 1_000;

/** How many of the files that are done had no hash to be checked by: "unknown" is never "verified". */
export function useSizeOnly(filesDone: number): number {
  const { api } = useApp();
  const [count, setCount] = useState(0);
  const askedAtMs = useRef(0);
  useEffect(() => {
    let isWanted = true;
    const ask = (): void => {
      askedAtMs.current = Date.now();
      api.call('downloads.rows', { filter: 'size-only', search: '', offset: 0, limit: 0 }).then(
        ({ total }) => {
          if (isWanted) setCount(total);
        },
        // The lost link has its banner; the count is asked for again with the next file.
        () => {},
      );
    };
    const waitMs = Math.max(0, askedAtMs.current + ASK_EVERY_MS - Date.now());
    const timer = setTimeout(ask, filesDone === 0 ? 0 : waitMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [api, filesDone]);
  return Math.min(count, filesDone);
}
