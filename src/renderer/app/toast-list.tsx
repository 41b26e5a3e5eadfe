import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Icon } from './icons.tsx';
import { useApp } from './use-app.ts';

export function ToastList(): ReactNode {
  const { toasts } = useApp();
  const list = useStore(toasts.store, (state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {list.map(({ id, text, tone, action }) => (
        <div key={id} className="toast" data-tone={tone}>
          <span>{text}</span>
          {action !== null && (
            <button
              type="button"
              className="button"
              onClick={() => {
                action.run();
                toasts.dismiss(id);
              }}
            >
              {action.label}
            </button>
          )}
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            onClick={() => toasts.dismiss(id)}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
