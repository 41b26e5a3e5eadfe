import { useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { useApp } from './use-app.ts';

/** Puts theme and row height on the document, for the tokens to follow. */
export function useAppearance(): void {
  const { settings } = useApp();
  const theme = useStore(settings, ({ current }) => current?.value.theme ?? 'system');
  const isCompact = useStore(settings, ({ current }) => current?.value.compactRows ?? true);
  useLayoutEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      const system = dark.matches ? 'dark' : 'light';
      document.documentElement.dataset['theme'] = theme === 'system' ? system : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme]);
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
