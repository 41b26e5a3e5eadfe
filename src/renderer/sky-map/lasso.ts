import { type Field, FIELDS } from '#shared/survey/fields.ts';
import { pointOf } from './sky-projector.ts';
import type { Point } from '../canvas/point.ts';
import type { Frame } from './sky-view.ts';

/** Whether a point lies within a closed line, by the even-odd rule. */
export function isInside({ x, y }: Point, line: readonly Point[]): boolean {
  let inside = false;
  let before = line.at(-1);
  for (const corner of line) {
    if (before !== undefined && corner.y > y !== before.y > y) {
      const crossing = corner.x + ((y - corner.y) / (before.y - corner.y)) * (before.x - corner.x);
      if (x < crossing) inside = !inside;
    }
    before = corner;
  }
  return inside;
}

/** The fields whose centres a line around them encloses. */
export function fieldsWithin(frame: Frame, line: readonly Point[]): readonly Field[] {
  return FIELDS.filter((field) => {
    const centre = pointOf(frame, field);
    return centre !== null && isInside(centre, line);
  });
}
