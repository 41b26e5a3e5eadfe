import { createStore } from 'zustand/vanilla';

/** Whether the dialog for pasted positions is open: a refused table offers it from any view. */
export const pastePositionsStore = createStore<{ readonly isOpen: boolean }>(() => ({
  isOpen: false,
}));
