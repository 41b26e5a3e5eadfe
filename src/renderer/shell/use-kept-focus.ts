import { useEffect } from 'react';
import { focusTarget } from './focus-target.ts';

interface Focused {
  readonly element: HTMLElement;
  readonly ancestors: readonly Element[];
  readonly view: string | null;
}

/**
 * Moves the focus on if its element is removed or disabled: browsers leave it to the body then, where no key does
 * anything. Dialogs and toasts return the focus themselves, in the same frame.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Focused | null = null;
    let frame = 0;
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      last = { element: target, ancestors: ancestorsOf(target), view: viewOnScreen() };
    };
    const check = (): void => {
      frame = 0;
      if (last === null || !isLost(last.element)) return;
      const main = document.querySelector('main');
      if (main === null) return;
      focusTarget(last.ancestors, main, last.view === viewOnScreen()).focus();
    };
    const observer = new MutationObserver(() => {
      if (frame === 0 && last !== null && isLost(last.element))
        frame = requestAnimationFrame(check);
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled'],
    });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
    };
  }, []);
}

/** Whether an element lost the focus without the user moving it. */
function isLost(element: HTMLElement): boolean {
  const { activeElement, body } = document;
  const isElsewhere = activeElement !== null && activeElement !== body && activeElement !== element;
  return !isElsewhere && (!element.isConnected || element.matches(':disabled'));
}

function ancestorsOf(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (let each = element.parentElement; each !== null; each = each.parentElement) found.push(each);
  return found;
}

function viewOnScreen(): string | null {
  return document.querySelector('main')?.getAttribute('aria-label') ?? null;
}
