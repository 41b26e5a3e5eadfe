export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const USUAL = { width: 1280, height: 840 };

/** Below this the tables can't be read. */
export const LEAST = { width: 880, height: 600 };

/** How much of a window has to be on a display for its user to get hold of it. */
const GRIP_PX = 120;

/**
 * Where the window opens: where it was, if that is still on a display, and else in the middle.
 *
 * @param workAreas of the displays that are there now
 */
export function placeWindow(
  saved: Rectangle | null,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & typeof USUAL {
  if (saved === null) return USUAL;
  const width = Math.max(saved.width, LEAST.width);
  const height = Math.max(saved.height, LEAST.height);
  const isReachable = workAreas.some(
    (area) =>
      overlap(saved.x, width, area.x, area.width) >= GRIP_PX &&
      // The title bar is what one moves a window by.
      saved.y >= area.y - 1 &&
      saved.y <= area.y + area.height - GRIP_PX,
  );
  return isReachable ? { x: saved.x, y: saved.y, width, height } : { width, height };
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);
}
