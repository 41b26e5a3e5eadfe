import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createToasts } from './toasts.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('Toasts', () => {
  const shown = (toasts: ReturnType<typeof createToasts>) =>
    toasts.store.getState().toasts.map(({ text }) => text);
  const act = { label: 'Save list', run: () => undefined };

  it('are all shown, even if many arrive together', () => {
    const toasts = createToasts();
    for (const each of ['1', '2', '3', '4', '5']) toasts.show(each);
    expect(shown(toasts)).toEqual(['1', '2', '3']);
    toasts.dismiss(1);
    expect(shown(toasts)).toEqual(['2', '3', '4']);
    vi.advanceTimersByTime(6_000);
    expect(shown(toasts)).toEqual(['5']);
    vi.advanceTimersByTime(6_000);
    expect(shown(toasts)).toEqual([]);
  });

  it('stay while they are held, and then for the rest of their time', () => {
    const toasts = createToasts();
    toasts.show('Taken out.', { action: act });
    vi.advanceTimersByTime(11_000);
    toasts.hold();
    toasts.show('Another.');
    vi.advanceTimersByTime(60_000);
    expect(shown(toasts)).toEqual(['Taken out.', 'Another.']);
    toasts.release();
    vi.advanceTimersByTime(999);
    expect(shown(toasts)).toEqual(['Taken out.', 'Another.']);
    vi.advanceTimersByTime(1);
    expect(shown(toasts)).toEqual(['Another.']);
    vi.advanceTimersByTime(5_000);
    expect(shown(toasts)).toEqual([]);
  });

  it('keep an Undo until the next action', () => {
    const toasts = createToasts();
    const undo = { label: 'Undo', run: () => undefined };
    toasts.show('6,733 ticks cleared.', { action: undo, lasts: 'until-action' });
    toasts.hold();
    toasts.release();
    vi.advanceTimersByTime(3_600_000);
    expect(shown(toasts)).toEqual(['6,733 ticks cleared.']);
    toasts.userActs();
    expect(shown(toasts)).toEqual([]);
  });

  it('of errors leave with the next success, and not with one that began before them', () => {
    const toasts = createToasts();
    const error = { tone: 'problem', lasts: 'until-success' } as const;
    const [early, texts] = [toasts.begin(), ['1', '2', '3', '4']];
    for (const each of texts) toasts.show(each, error);
    early();
    vi.advanceTimersByTime(3_600_000);
    expect(shown(toasts)).toEqual(['1', '2', '3']);
    toasts.show('5');
    const later = toasts.begin();
    later();
    expect(shown(toasts)).toEqual(['5']);
  });
});
