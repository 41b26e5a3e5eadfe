import { OBSERVING_DAYS } from './observing-days.ts';
import { useSky } from './sky-store.ts';

/** The number of the last observing day. */
export const LAST_DAY_INDEX = OBSERVING_DAYS.length - 1;
/** How long the map shows each day. */
export const PLAY_STEP_MS = 380;

/** Shows the map until an observing day; the last one is the same as all, and is kept as null. */
export function showUntilDay(day: number): void {
  useSky.setState({ lastDay: day >= LAST_DAY_INDEX ? null : day });
}

/**
 * Steps through the observing days, one after the other, to the last; from the first one if all are shown.
 *
 * @param onEnd called after the last
 * @returns stops it where it is
 */
export function playDays(onEnd: () => void): () => void {
  if (useSky.getState().lastDay === null) showUntilDay(0);
  const timer = setInterval(() => {
    const next = (useSky.getState().lastDay ?? LAST_DAY_INDEX) + 1;
    showUntilDay(next);
    if (next < LAST_DAY_INDEX) return;
    clearInterval(timer);
    onEnd();
  }, PLAY_STEP_MS);
  return () => clearInterval(timer);
}
