import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';

/**
 * The time, anew every second while `isTicking`: for countdowns. It stands still while main can't be reached, because
 * then nobody knows what has become of anything.
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
