/**
 * The candidates that a text may have been meant for, best first: those with few letters to add, drop, change or swap
 * with their neighbour, and those that hold the text. None where nothing is near: a far-off guess only leads astray.
 * Capitals don't count.
 */
export function closest(
  text: string,
  candidates: readonly string[],
  count: number,
): readonly string[] {
  const wanted = text.toLowerCase();
  return candidates
    .map((candidate) => {
      const known = candidate.toLowerCase();
      const letters = distance(wanted, known);
      return {
        candidate,
        isNear: letters <= mostTypos(wanted) || holds(known, wanted),
        distance: letters + strangeness(wanted, known),
      };
    })
    .filter(({ isNear }) => isNear)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** In a short word each letter tells more. */
function mostTypos(typed: string): number {
  return Math.min(2, Math.floor(typed.length / 3));
}

/** Whether a known word was begun, or a part of it was typed that is long enough to tell it. */
function holds(known: string, typed: string): boolean {
  return typed !== '' && (known.startsWith(typed) || (typed.length >= 3 && known.includes(typed)));
}

/** What was only begun is as good as meant; otherwise half a letter's worth, which decides between equals only. */
function strangeness(typed: string, known: string): number {
  if (known.startsWith(typed)) return -1;
  return typed.includes(known) || known.includes(typed) ? 0 : 0.5;
}

/** Damerau's distance with swaps of neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
        swapped ? beforeLast[column - 2]! + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
