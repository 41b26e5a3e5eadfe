/** The part of a view that keys work in; the focus goes there if nothing nearer is left. */
const MAIN_PART =
  ':is([role="tree"], [role="grid"], [role="table"], [role="application"])[tabindex="0"]';

const FOCUSABLE =
  ':is(button, input, select, textarea, a[href], [tabindex="0"]):not(:disabled, [aria-disabled="true"], [tabindex="-1"])';

/**
 * The element that gets the focus after the one that had it was removed or disabled.
 *
 * @param ancestors those of the lost element, the nearest first; they may be gone, too
 * @param main the view on the screen
 * @param isSameView whether the view is still the one in which the focus was
 */
export function focusTarget(
  ancestors: readonly Element[],
  main: HTMLElement,
  isSameView: boolean,
): HTMLElement {
  const near = isSameView ? ancestors.find((each) => each.isConnected && hasFocusable(each)) : null;
  // An ancestor of the whole view holds the rail, too.
  if (near != null && near !== main && !near.contains(main)) {
    return near.querySelector<HTMLElement>(FOCUSABLE)!;
  }
  return main.querySelector<HTMLElement>(MAIN_PART) ?? main.querySelector(FOCUSABLE) ?? main;
}

function hasFocusable(element: Element): boolean {
  return element.querySelector(FOCUSABLE) !== null;
}
