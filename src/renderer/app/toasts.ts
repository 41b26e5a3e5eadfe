import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'problem';
  readonly action: { readonly label: string; readonly run: () => void } | null;
  readonly lasts: ToastLife;
}

/**
 * When a toast leaves: after some seconds; with the user's next action, as an Undo does; or as soon as a later call
 * succeeds, as an error does.
 */
export type ToastLife = 'a-while' | 'until-action' | 'until-success';

interface ToastOptions {
  readonly tone?: Toast['tone'];
  readonly action?: Toast['action'];
  /** @default 'a-while' */
  readonly lasts?: ToastLife;
}

export interface Toasts {
  /** The toasts on the screen, the oldest first. */
  readonly store: StoreApi<{ readonly toasts: readonly Toast[] }>;
  /** Shows a toast, or queues it until another one has gone. No toast is dropped. */
  readonly show: (text: string, options?: ToastOptions) => void;
  readonly dismiss: (id: number) => void;
  /** The user changes something: an earlier Undo leaves. */
  readonly userActs: () => void;
  /**
   * A call begins. The function that is returned reports its success: errors that were shown before it began leave. An
   * error of a call that ran at the same time stays.
   */
  readonly begin: () => () => void;
  /** Stops all timers until {@link Toasts.release}, while the user reads or is about to press a button. */
  readonly hold: () => void;
  readonly release: () => void;
}

const MAX_SHOWN = 3;
const SHOWN_MS = 6_000;
/** Longer, so that the user can notice the change and reach the button. */
const SHOWN_WITH_ACTION_MS = 12_000;

interface Stay {
  /** Null while toasts are held. */
  timer: ReturnType<typeof setTimeout> | null;
  startedAtMs: number;
  leftMs: number;
}

export function createToasts(): Toasts {
  const store = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));
  const waiting: Toast[] = [];
  const stays = new Map<number, Stay>();
  let nextId = 1;
  let isHeld = false;

  const run = (id: number, stay: Stay): void => {
    stay.startedAtMs = Date.now();
    stay.timer = setTimeout(() => dismiss(id), stay.leftMs);
  };
  /** Shows queued toasts, up to the maximum. */
  const fill = (): void => {
    const { toasts } = store.getState();
    const next = waiting.splice(0, Math.max(0, MAX_SHOWN - toasts.length));
    if (next.length === 0) return;
    store.setState({ toasts: [...toasts, ...next] });
    for (const { id, action, lasts } of next) {
      if (lasts !== 'a-while') continue;
      const leftMs = action === null ? SHOWN_MS : SHOWN_WITH_ACTION_MS;
      const stay: Stay = { timer: null, startedAtMs: 0, leftMs };
      stays.set(id, stay);
      if (!isHeld) run(id, stay);
    }
  };
  const dismiss = (id: number): void => {
    clearTimeout(stays.get(id)?.timer ?? undefined);
    stays.delete(id);
    store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
    fill();
  };
  /** Takes away toasts of a kind from before an id, those that wait, too. */
  const leave = (kind: ToastLife, beforeId: number): void => {
    const isOver = ({ id, lasts }: Toast) => lasts === kind && id < beforeId;
    waiting.splice(0, waiting.length, ...waiting.filter((toast) => !isOver(toast)));
    for (const { id } of store.getState().toasts.filter(isOver)) dismiss(id);
  };
  return {
    store,
    dismiss,
    show(text, { tone = 'plain', action = null, lasts = 'a-while' } = {}) {
      waiting.push({ id: nextId++, text, tone, action, lasts });
      fill();
    },
    userActs: () => leave('until-action', nextId),
    begin() {
      const beforeId = nextId;
      return () => leave('until-success', beforeId);
    },
    hold() {
      isHeld = true;
      for (const stay of stays.values()) {
        if (stay.timer === null) continue;
        clearTimeout(stay.timer);
        stay.timer = null;
        stay.leftMs -= Date.now() - stay.startedAtMs;
      }
    },
    release() {
      isHeld = false;
      for (const [id, stay] of stays) if (stay.timer === null) run(id, stay);
    },
  };
}
