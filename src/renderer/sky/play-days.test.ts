import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { withCatalogue } from '../ticks/change-browsed.ts';
import { factsOfFields } from './field-facts.ts';
import { LAST_DAY_INDEX, PLAY_STEP_MS, playDays, showUntilDay } from './play-days.ts';
import { useSky } from './sky-store.ts';

const survey = withCatalogue(null, 1, catalogueOfPaths(builtinListing()));
const states = new Uint8Array(survey.catalogue.length);

/** How many fields the map shows as observed. */
function observedFields(): number {
  const facts = factsOfFields(survey, useSky.getState(), states);
  return facts.filter(({ files }) => files > 0).length;
}

beforeEach(() => {
  vi.useFakeTimers();
  useSky.setState({ lastDay: null });
});
afterEach(() => vi.useRealTimers());

describe('The days of Sky', () => {
  it('are played from the first to the last, each for the same time, and then all are shown', () => {
    const onEnd = vi.fn();
    playDays(onEnd);
    expect(observedFields()).toBeGreaterThan(0);
    expect(observedFields()).toBeLessThan(113);
    const days = [useSky.getState().lastDay];
    while (onEnd.mock.calls.length === 0) {
      vi.advanceTimersByTime(PLAY_STEP_MS);
      days.push(useSky.getState().lastDay);
    }
    expect(days).toEqual([...Array.from({ length: LAST_DAY_INDEX }, (_, day) => day), null]);
    expect(observedFields()).toBe(113);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are played on from the day on the slider, and stop where they are paused', () => {
    showUntilDay(5);
    const pause = playDays(vi.fn());
    vi.advanceTimersByTime(PLAY_STEP_MS * 2);
    pause();
    vi.advanceTimersByTime(PLAY_STEP_MS * 2);
    expect(useSky.getState().lastDay).toBe(7);
    showUntilDay(LAST_DAY_INDEX);
    expect(useSky.getState().lastDay).toBeNull();
  });
});
