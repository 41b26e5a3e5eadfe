import { type FocusEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Icon } from './icons.tsx';
import type { Toast } from '../app/toasts.ts';
import { useApp } from '../app/use-app.ts';
import { uiMessages } from '../messages/ui.ts';

/** Gets the focus after a toast if the element that had it before is gone. */
const FIRST_OF_VIEW = 'main :is([tabindex="0"], button:enabled, input:enabled)';

/** Short messages at the lower edge. They stay while the pointer or the focus is on them. */
export function ToastList(): ReactNode {
  const { toasts } = useApp();
  const list = useStore(toasts.store, (state) => state.toasts);
  const frame = useRef<HTMLDivElement>(null);
  /** The element that had the focus before a toast. */
  const cameFrom = useRef<HTMLElement | null>(null);
  const [isHovered, setIsHovered] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  // Browsers send no leave or blur events for elements that are removed from the page.
  const isHeld = list.length > 0 && (isHovered || isFocused);
  useEffect(() => {
    if (isHeld) toasts.hold();
    else toasts.release();
  }, [toasts, isHeld]);
  useEffect(() => {
    if (list.length > 0) return;
    setIsHovered(false);
    setIsFocused(false);
  }, [list.length]);

  const isInside = (element: EventTarget | null): boolean =>
    element instanceof Node && frame.current?.contains(element) === true;
  const onFocus = ({ relatedTarget }: FocusEvent): void => {
    setIsFocused(true);
    if (!isInside(relatedTarget) && relatedTarget instanceof HTMLElement) {
      cameFrom.current = relatedTarget;
    }
  };
  /** Removes a toast; its focus moves to the next one, or back to the element that had it before. */
  const remove = ({ id, action }: Toast, runs: boolean): void => {
    const hadFocus = frame.current?.querySelector(`[data-toast="${id}"] :focus`) != null;
    if (runs) action?.run();
    toasts.dismiss(id);
    if (!hadFocus) return;
    const rest = [...(frame.current?.querySelectorAll<HTMLElement>('[data-toast]') ?? [])];
    const next = rest.find(({ dataset }) => dataset['toast'] !== String(id));
    const button = next?.querySelector<HTMLElement>('button');
    const back = cameFrom.current?.isConnected === true ? cameFrom.current : null;
    (button ?? back ?? document.querySelector<HTMLElement>(FIRST_OF_VIEW))?.focus();
  };
  return (
    <div
      ref={frame}
      className="toasts"
      role="status"
      aria-live="polite"
      onPointerEnter={() => setIsHovered(true)}
      onPointerLeave={() => setIsHovered(false)}
      onFocus={onFocus}
      onBlur={({ relatedTarget }) => setIsFocused(isInside(relatedTarget))}
    >
      {list.map((toast) => (
        <div key={toast.id} className="toast" data-toast={toast.id} data-tone={toast.tone}>
          <span>{toast.text}</span>
          {toast.action !== null && (
            <button type="button" className="button" onClick={() => remove(toast, true)}>
              {toast.action.label}
            </button>
          )}
          <button
            type="button"
            className="icon-button"
            aria-label={uiMessages.dismiss}
            onClick={() => remove(toast, false)}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
