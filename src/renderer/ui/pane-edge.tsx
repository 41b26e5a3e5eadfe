import { type ReactNode, useRef } from 'react';

interface PaneEdgeProps {
  readonly name: string;
  readonly width: number;
  readonly min: number;
  readonly max: number;
  /** Which side of the edge the pane is on. */
  readonly pane: 'left' | 'right';
  readonly onResize: (width: number) => void;
}

const KEY_STEP = 16;

/** The edge of a pane: drag it, or move it with the arrow keys. */
export function PaneEdge({ name, width, min, max, pane, onResize }: PaneEdgeProps): ReactNode {
  const drag = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const sign = pane === 'left' ? 1 : -1;
  const resize = (next: number) => onResize(Math.round(Math.min(max, Math.max(min, next))));
  const end = (): void => {
    drag.current = null;
  };
  return (
    <div
      className="pane-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={name}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null)
          resize(drag.current.width + sign * (event.clientX - drag.current.x));
      }}
      onPointerUp={end}
      // The system can take the pointer away without a pointerup: another window, a gesture, a pen out of reach.
      onPointerCancel={end}
      onLostPointerCapture={end}
      onKeyDown={({ key }) => {
        if (key === 'ArrowLeft') resize(width - sign * KEY_STEP);
        if (key === 'ArrowRight') resize(width + sign * KEY_STEP);
      }}
    />
  );
}
