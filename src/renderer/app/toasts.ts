import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'problem';
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export interface Toasts {
  readonly store: StoreApi<{ readonly toasts: readonly Toast[] }>;
  show(
    text: string,
    options?: { readonly tone?: Toast['tone']; readonly action?: Toast['action'] },
  ): void;
  dismiss(id: number): void;
}

const STAYS_MS = 6_000;
/** Long enough to notice what is gone, and to reach for the button. */
const STAYS_WITH_ACTION_MS = 12_000;

export function createToasts(): Toasts {
  const store = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));
  let nextId = 1;
  const dismiss = (id: number): void =>
    store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
  return {
    store,
    dismiss,
    show(text, { tone = 'plain', action = null } = {}) {
      const id = nextId++;
      store.setState(({ toasts }) => ({
        toasts: [...toasts.slice(-2), { id, text, tone, action }],
      }));
      setTimeout(() => dismiss(id), action === null ? STAYS_MS : STAYS_WITH_ACTION_MS);
    },
  };
}
