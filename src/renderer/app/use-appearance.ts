import { useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import type { Theme } from '#shared/ipc/contract.ts';
import { useApp } from './use-app.ts';

const THEME_KEY = 'theme';

/** Puts theme and row height on the document, for the tokens to follow. */
export function useAppearance(): void {
  const { settings } = useApp();
  const told = useStore(settings, ({ current }) => current?.value.theme ?? null);
  const isCompact = useStore(settings, ({ current }) => current?.value.compactRows ?? true);
  useLayoutEffect(() => {
    const theme = told ?? lastTheme();
    if (told !== null) keepTheme(told);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      const system = dark.matches ? 'dark' : 'light';
      document.documentElement.dataset['theme'] = theme === 'system' ? system : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [told]);
  useLayoutEffect(() => {
    document.documentElement.dataset['rows'] = isCompact ? 'compact' : 'roomy';
  }, [isCompact]);
}

/** Pixels a row is high, as in the tokens: the virtual lists have to know. */
export function useRowHeight(): number {
  return useStore(useApp().settings, ({ current }) =>
    (current?.value.compactRows ?? true) ? 28 : 36,
  );
}

/** The theme of last time, so that a start doesn't flash in another one until main has answered. */
function lastTheme(): Theme {
  try {
    const kept = localStorage.getItem(THEME_KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage may be denied; then the next start begins with the system's.
  }
}
