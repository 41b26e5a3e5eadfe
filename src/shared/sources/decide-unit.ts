import type { AngleFault, AngleUnit, WrittenAngle } from '#shared/sky/parse-angle.ts';

/** What a column of right ascensions counts, and in which notation; decided once for the whole column. */
export interface ColumnUnit {
  readonly unit: AngleUnit;
  readonly notation: WrittenAngle['notation'];
  /** Why: it goes on from "were read as hours". */
  readonly because: string;
  /** What should make people look again; null where nothing should. */
  readonly warning: string | null;
}

/**
 * Decides whether a column of right ascensions counts hours or degrees.
 *
 * @param given by the column's name or unit, or by the user
 * @returns the end of a sentence where letters in the column contradict one another
 */
export function decideUnit(
  angles: readonly (WrittenAngle | AngleFault)[],
  given: { readonly unit: AngleUnit; readonly because: string } | null,
  locationOf: (row: number) => string,
): ColumnUnit | AngleFault {
  let [decimals, sexagesimals] = [0, 0];
  const lettered: Record<AngleUnit, number> = { hours: -1, degrees: -1 };
  let beyondADay = -1;
  let beyondCount = 0;
  let largest = 0;
  for (const angle of angles) {
    if ('fault' in angle) continue;
    if (angle.notation === 'decimal') decimals += 1;
    else sexagesimals += 1;
  }
  const notation = sexagesimals > 0 && sexagesimals >= decimals ? 'sexagesimal' : 'decimal';
  for (const [row, angle] of angles.entries()) {
    // The unit of a row in the other notation counts for that row alone.
    if ('fault' in angle || angle.notation !== notation) continue;
    if (angle.unit !== null && lettered[angle.unit] === -1) lettered[angle.unit] = row;
    if (angle.notation === 'sexagesimal' && angle.unit === null && angle.value >= 24) {
      if (beyondADay === -1) beyondADay = row;
      beyondCount += 1;
    }
    largest = Math.max(largest, angle.value);
  }
  if (lettered.hours !== -1 && lettered.degrees !== -1) {
    return {
      fault: `are in hours in ${locationOf(lettered.hours)} and in degrees in ${locationOf(lettered.degrees)}: write all of them in one unit`,
    };
  }
  const decided = (
    unit: AngleUnit,
    because: string,
    warning: string | null = null,
  ): ColumnUnit => ({
    unit,
    notation,
    because,
    warning,
  });
  if (lettered.hours !== -1) return decided('hours', 'by the letter h');
  if (lettered.degrees !== -1) return decided('degrees', 'by the letter d');
  if (given !== null) return decided(given.unit, given.because);
  if (notation === 'decimal') {
    const isSmall = decimals >= 5 && largest < 24;
    return decided(
      'degrees',
      'because they are decimal',
      isSmall
        ? 'All right ascensions are below 24 and were read as degrees: if they are hours, name the column "ra (h)".'
        : null,
    );
  }
  if (beyondADay === -1) return decided('hours', 'because they are sexagesimal');
  // A slip of the pen in one row must not move all others to other places on the sky.
  return beyondCount * 2 >= sexagesimals
    ? decided('degrees', `because ${locationOf(beyondADay)} is beyond 24 hours`)
    : decided(
        'hours',
        'because most are sexagesimal below 24',
        `The right ascension in ${locationOf(beyondADay)} is beyond 24 hours, and most others are below: they were read as hours. If they are degrees, name the column "ra (deg)".`,
      );
}
