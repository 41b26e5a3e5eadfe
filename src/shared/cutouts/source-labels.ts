import { plainName } from './plain-name.ts';

/** What files of a source are named by. */
export interface SourceLabel {
  /** By its name alone, for a source whose name is its own in the list. */
  readonly plain: string;
  /** By its name and its position, which hold for any part of the list. */
  readonly placed: string;
  /** Whether another source of the list has the same name, on a disk that folds case. */
  readonly isShared: boolean;
}

/**
 * Labels for the files of some sources. Names come from outside: only letters, digits and `. _ + -` stay. No two labels
 * of a list are alike on a disk that folds case.
 */
export function sourceLabels(
  sources: readonly { readonly name: string; readonly raDeg: number; readonly decDeg: number }[],
): readonly SourceLabel[] {
  const plains = sources.map(({ name }) => plainName(name));
  const counts = new Map<string, number>();
  for (const plain of plains) {
    const folded = plain.toLowerCase();
    counts.set(folded, (counts.get(folded) ?? 0) + 1);
  }
  const taken = new Set(counts.keys());
  return sources.map(({ raDeg, decDeg }, index) => {
    const plain = plains[index]!;
    const sign = decDeg < 0 ? '' : '+';
    const at = `${plain}_${raDeg.toFixed(5)}${sign}${decDeg.toFixed(5)}`;
    let placed = at;
    for (let count = 2; taken.has(placed.toLowerCase()); count += 1) placed = `${at}_${count}`;
    taken.add(placed.toLowerCase());
    return { plain, placed, isShared: counts.get(plain.toLowerCase())! > 1 };
  });
}
