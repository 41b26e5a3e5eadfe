import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function with a stable identity that calls the latest `now`, for memoised rows. */
export function useStable<Args extends readonly unknown[]>(
  now: (...args: Args) => void,
): (...args: Args) => void {
  const newest = useRef(now);
  useLayoutEffect(() => {
    newest.current = now;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
