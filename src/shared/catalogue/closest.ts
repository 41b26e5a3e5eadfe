/**
 * The candidates that are most like a text, best first: by the number of letters to add, drop, change or swap with
 * their neighbour; of equals, those first that hold the text or are held by it. Capitals don't count.
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
      return { candidate, distance: distance(wanted, known) + strangeness(wanted, known) };
    })
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
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
