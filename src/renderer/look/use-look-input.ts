import { type RefObject, useEffect } from 'react';
import { useLookMap } from './look-store.ts';
import type { SkyImage } from './sky-image.ts';
import { type Frame, moved, onImage, type Point, toImage, zoomed } from './viewport.ts';

/** A wheel's step of 100 zooms by about a quarter. */
const ZOOM_A_PIXEL = 0.0022;

/** Follows the pointer over an image: moves and zooms the common view, and puts the cursor on the pixel under it. */
export function useLookInput(area: RefObject<HTMLElement | null>, main: SkyImage | null): void {
  useEffect(() => {
    if (main === null) return undefined;
    const element = area.current!;
    const leaves = new AbortController();
    const { signal } = leaves;
    let last: Point | null = null;
    const frame = (): Frame | null => {
      const { view } = useLookMap.getState();
      const { clientWidth: width, clientHeight: height } = element;
      return view && { view, size: { width, height } };
    };
    const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    const hover = (at: Point): void => {
      const now = frame();
      if (now !== null) useLookMap.setState({ cursor: toImage(now, at), isReticle: false });
    };
    const begin = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      last = pointOf(event);
      element.setPointerCapture(event.pointerId);
    };
    const follow = (event: PointerEvent): void => {
      const at = pointOf(event);
      const { view } = useLookMap.getState();
      if (last !== null && view !== null) {
        const next = moved(view, at.x - last.x, at.y - last.y);
        useLookMap.setState({ view: onImage(next, main) });
        last = at;
      }
      hover(at);
    };
    const end = (): void => {
      last = null;
    };
    const zoom = (event: WheelEvent): void => {
      event.preventDefault();
      const now = frame();
      if (now === null) return;
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
      const pixels = lines ? event.deltaY * 33 : event.deltaY;
      const next = zoomed(now, Math.exp(-pixels * ZOOM_A_PIXEL), pointOf(event), main);
      useLookMap.setState({ view: onImage(next, main) });
      hover(pointOf(event));
    };
    element.addEventListener('pointerdown', begin, { signal });
    element.addEventListener('pointermove', follow, { signal });
    element.addEventListener('pointerup', end, { signal });
    element.addEventListener('pointercancel', end, { signal });
    element.addEventListener(
      'pointerleave',
      () => {
        if (!useLookMap.getState().isReticle) useLookMap.setState({ cursor: null });
      },
      { signal },
    );
    element.addEventListener('wheel', zoom, { signal, passive: false });
    return () => leaves.abort();
  }, [area, main]);
}
