import { type RefObject, useEffect } from 'react';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { Field } from '#shared/survey/fields.ts';
import { fieldAt } from '../sky-map/footprints.ts';
import { fieldsWithin } from '../sky-map/lasso.ts';
import { type MapStore, showView } from '../sky-map/sky-canvas.tsx';
import type { SkyPointer } from '../sky-map/sky-scene.ts';
import { anchored, positionAt, zoomed } from '../sky-map/sky-projector.ts';
import type { Point } from '../sky-map/sky-view.ts';

/** What the pointer does with fields. */
export interface SkyActions {
  readonly drawsLasso: () => boolean;
  readonly pick: (field: Field, isRange: boolean) => void;
  /** Called with the position under the pointer; null off the sky. */
  readonly hover: (position: SkyPosition | null) => void;
  readonly enclose: (fields: readonly Field[], on: boolean) => void;
}

/** Pixels that a click may move. */
const CLICK_PX = 4;
/** A wheel's step of 100 zooms by about a quarter. */
const ZOOM_A_PIXEL = 0.0022;

/** Follows the pointer over a map: moves and zooms it, ticks by click and lasso. */
export function useSkyInput(
  area: RefObject<HTMLElement | null>,
  map: MapStore,
  actions: SkyActions,
): void {
  useEffect(() => {
    const element = area.current!;
    const leaves = new AbortController();
    const { signal } = leaves;
    let from: Point | null = null;
    let isDragged = false;

    const point = (changes: Partial<SkyPointer>): void =>
      map.setState(({ pointer }) => ({ pointer: { ...pointer, ...changes } }));
    const pointOfEvent = ({ clientX, clientY }: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    const positionUnder = (at: Point): SkyPosition | null => {
      const { frame } = map.getState();
      return frame && positionAt(frame, at);
    };
    const hover = (position: SkyPosition | null): void => {
      actions.hover(position);
      const hovered = position && fieldAt(position);
      // A map is drawn after every change of its state.
      if (hovered !== map.getState().pointer.hovered) point({ hovered });
    };
    const move = (at: Point, last: Point): void => {
      const { frame, view } = map.getState();
      const position = frame && positionAt(frame, last);
      if (frame && position) showView(map, anchored(view, frame.size, position, at));
    };

    const begin = (event: PointerEvent): void => {
      // With Ctrl, macOS opens a menu.
      if (event.button !== 0 || event.ctrlKey) return;
      from = pointOfEvent(event);
      isDragged = false;
      element.setPointerCapture(event.pointerId);
      point({ reticle: null });
    };
    let last: Point | null = null;
    const follow = (event: PointerEvent): void => {
      const at = pointOfEvent(event);
      if (from === null) {
        hover(positionUnder(at));
        return;
      }
      if (!isDragged && Math.hypot(at.x - from.x, at.y - from.y) <= CLICK_PX) return;
      const { lasso } = map.getState().pointer;
      if (!isDragged && (actions.drawsLasso() || event.shiftKey)) point({ lasso: [from] });
      else if (lasso.length > 0) point({ lasso: [...lasso, at] });
      else move(at, last ?? from);
      last = at;
      isDragged = true;
    };
    const end = (event: PointerEvent): void => {
      const { frame, pointer } = map.getState();
      if (from !== null && !isDragged) {
        const position = positionUnder(from);
        const field = position && fieldAt(position);
        if (field !== null) actions.pick(field, event.shiftKey);
      } else if (frame !== null && pointer.lasso.length > 2) {
        actions.enclose(fieldsWithin(frame, pointer.lasso), !event.altKey);
      }
      forget();
    };
    const forget = (): void => {
      from = null;
      last = null;
      isDragged = false;
      point({ lasso: [] });
    };
    const zoom = (event: WheelEvent): void => {
      event.preventDefault();
      const { frame, view } = map.getState();
      if (frame === null) return;
      const pixels =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
      const factor = Math.exp(-pixels * ZOOM_A_PIXEL);
      showView(map, zoomed(view, frame.size, factor, pointOfEvent(event)));
    };

    element.addEventListener('pointerdown', begin, { signal });
    element.addEventListener('pointermove', follow, { signal });
    element.addEventListener('pointerup', end, { signal });
    element.addEventListener('pointercancel', forget, { signal });
    element.addEventListener('pointerleave', () => hover(null), { signal });
    element.addEventListener('wheel', zoom, { signal, passive: false });
    return () => leaves.abort();
  }, [area, map, actions]);
}
