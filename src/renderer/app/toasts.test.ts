import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createToasts } from './toasts.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('Toasts', () => {
  const shown = (toasts: ReturnType<typeof createToasts>) =>
    toasts.store.getState().toasts.map(({ text }) => text);
  const undo = { label: 'Undo', run: () => undefined };

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
    toasts.show('Taken out.', { action: undo });
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
});
