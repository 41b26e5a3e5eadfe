import { useCallback, useLayoutEffect, useRef } from 'react';

/** One function for all renderings that does what the newest one says, for rows that are only drawn when they change. */
export function useStable<Args extends readonly unknown[]>(
  now: (...args: Args) => void,
): (...args: Args) => void {
  const newest = useRef(now);
  useLayoutEffect(() => {
    newest.current = now;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
