import { useStore } from 'zustand';
import { useApp } from './use-app.ts';

/** How often the page has come back to a main: with each time, what is on view is asked for again. */
export function useReconnections(): number {
  return useStore(useApp().api.link, ({ reconnections }) => reconnections);
}
