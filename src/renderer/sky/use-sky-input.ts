import { type RefObject, useEffect } from 'react';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { Field } from '#shared/survey/fields.ts';
import { followPointer } from '../canvas/follow-pointer.ts';
import { fieldAt } from '../sky-map/footprints.ts';
import { fieldsWithin } from '../sky-map/lasso.ts';
import { type MapStore, showView } from '../sky-map/sky-canvas.tsx';
import type { SkyPointer } from '../sky-map/sky-scene.ts';
import { anchored, positionAt, zoomed } from '../sky-map/sky-projector.ts';
import type { Point } from '../canvas/point.ts';

/** What the pointer does with fields. */
export interface SkyActions {
  readonly drawsLasso: () => boolean;
  readonly pick: (field: Field, isRange: boolean) => void;
  /** Called with the position under the pointer; null off the sky. */
  readonly hover: (position: SkyPosition | null) => void;
  readonly enclose: (fields: readonly Field[], on: boolean) => void;
}

/** Follows the pointer over a map: moves and zooms it, ticks by click and lasso. */
export function useSkyInput(
  area: RefObject<HTMLElement | null>,
  map: MapStore,
  actions: SkyActions,
): void {
  useEffect(() => {
    const point = (changes: Partial<SkyPointer>): void =>
      map.setState(({ pointer }) => ({ pointer: { ...pointer, ...changes } }));
    const positionUnder = (at: Point): SkyPosition | null => {
      const { frame } = map.getState();
      return frame && positionAt(frame, at);
    };
    const move = (at: Point, last: Point): void => {
      const { frame, view } = map.getState();
      const position = frame && positionAt(frame, last);
      if (frame && position) showView(map, anchored(view, frame.size, position, at));
    };
    return followPointer(area.current!, {
      press: () => point({ reticle: null }),
      hover(at) {
        const position = at && positionUnder(at);
        actions.hover(position);
        const hovered = position && fieldAt(position);
        // A map is drawn after every change of its state.
        if (hovered !== map.getState().pointer.hovered) point({ hovered });
      },
      drag({ from, last, at, isFirst }, event) {
        const { lasso } = map.getState().pointer;
        if (isFirst && (actions.drawsLasso() || event.shiftKey)) point({ lasso: [from] });
        else if (lasso.length > 0) point({ lasso: [...lasso, at] });
        else move(at, last);
      },
      click(at, event) {
        const position = positionUnder(at);
        const field = position && fieldAt(position);
        if (field !== null) actions.pick(field, event.shiftKey);
      },
      drop(event) {
        const { frame, pointer } = map.getState();
        if (event !== null && frame !== null && pointer.lasso.length > 2) {
          actions.enclose(fieldsWithin(frame, pointer.lasso), !event.altKey);
        }
        point({ lasso: [] });
      },
      zoom(factor, at) {
        const { frame, view } = map.getState();
        if (frame !== null) showView(map, zoomed(view, frame.size, factor, at));
      },
    });
  }, [area, map, actions]);
}
