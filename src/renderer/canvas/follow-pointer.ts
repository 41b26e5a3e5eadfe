import type { Point } from './point.ts';

/** Pixels that a click may move. */
const CLICK_PX = 4;
/** A wheel's step of 100 zooms by about a quarter. */
const ZOOM_A_PIXEL = 0.0022;
/** Of a line, where a wheel counts lines. */
const LINE_PX = 33;

/** A step of a drag. */
export interface DragStep {
  /** Where the button went down. */
  readonly from: Point;
  /** Where the step before ended. */
  readonly last: Point;
  readonly at: Point;
  /** Whether the drag begins with this step. */
  readonly isFirst: boolean;
}

/** What a pointer does on an element. Points are those of the element. */
export interface PointerActions {
  /** The main button went down; a click or a drag follows. */
  press?(): void;
  /** Without a button; null when the pointer leaves. */
  hover(at: Point | null): void;
  drag(step: DragStep, event: PointerEvent): void;
  click?(at: Point, event: PointerEvent): void;
  /** A drag, or a press that became nothing, is over. @param event null if the system broke it off */
  drop?(event: PointerEvent | null): void;
  zoom(factor: number, at: Point): void;
}

/** Follows the pointer over an element until the function that it returns is called. */
export function followPointer(element: HTMLElement, actions: PointerActions): () => void {
  const leaves = new AbortController();
  const { signal } = leaves;
  let from: Point | null = null;
  let last: Point | null = null;
  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const forget = (event: PointerEvent | null): void => {
    from = null;
    last = null;
    actions.drop?.(event);
  };

  element.addEventListener(
    'pointerdown',
    (event) => {
      // With Ctrl, macOS opens a menu.
      if (event.button !== 0 || event.ctrlKey) return;
      from = pointOf(event);
      last = null;
      element.setPointerCapture(event.pointerId);
      actions.press?.();
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      const at = pointOf(event);
      if (from === null) {
        actions.hover(at);
        return;
      }
      if (last === null && Math.hypot(at.x - from.x, at.y - from.y) <= CLICK_PX) return;
      actions.drag({ from, last: last ?? from, at, isFirst: last === null }, event);
      last = at;
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      if (from !== null && last === null) actions.click?.(from, event);
      forget(event);
    },
    { signal },
  );
  element.addEventListener('pointercancel', () => forget(null), { signal });
  element.addEventListener('pointerleave', () => actions.hover(null), { signal });
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const isLines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
      const pixels = isLines ? event.deltaY * LINE_PX : event.deltaY;
      actions.zoom(Math.exp(-pixels * ZOOM_A_PIXEL), pointOf(event));
    },
    { signal, passive: false },
  );
  return () => leaves.abort();
}
