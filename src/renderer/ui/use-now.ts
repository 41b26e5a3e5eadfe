import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';

/**
 * The current time for countdowns, updated every second while `isTicking`. It stops while main cannot be reached, since
 * the state on the screen may be out of date.
 */
export function useNow(isTicking: boolean): number {
  const isOpen = useStore(useApp().api.link, ({ state }) => state === 'open');
  const ticks = isTicking && isOpen;
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!ticks) return undefined;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [ticks]);
  return nowMs;
}
