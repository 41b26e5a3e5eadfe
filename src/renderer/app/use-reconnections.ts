import { useStore } from 'zustand';
import { useApp } from './use-app.ts';

/** How often the page has reconnected to main. After each time, views load again what they show. */
export function useReconnections(): number {
  return useStore(useApp().api.link, ({ reconnections }) => reconnections);
}
