import { useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import type { Theme } from '#shared/ipc/contract.ts';
import { useApp } from './use-app.ts';

const THEME_KEY = 'theme';

/** Sets theme and row height on the document; the tokens depend on them. */
export function useAppearance(): void {
  const { settings } = useApp();
  const setting = useStore(settings, ({ current }) => current?.value.theme ?? null);
  const isCompact = useStore(settings, ({ current }) => current?.value.compactRows ?? true);
  useLayoutEffect(() => {
    const theme = setting ?? lastTheme();
    if (setting !== null) keepTheme(setting);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      const system = dark.matches ? 'dark' : 'light';
      document.documentElement.dataset['theme'] = theme === 'system' ? system : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [setting]);
  useLayoutEffect(() => {
    document.documentElement.dataset['rows'] = isCompact ? 'compact' : 'roomy';
  }, [isCompact]);
}

/** The height of a row in pixels, as in the tokens, for the virtual lists. */
export function useRowHeight(): number {
  return useStore(useApp().settings, ({ current }) =>
    (current?.value.compactRows ?? true) ? 28 : 36,
  );
}

/** The theme of the last start, so that the window does not flash in another one until main has answered. */
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
    // Storage may be denied; then the next start uses the theme of the system.
  }
}
