import { MAX_CUTOUT_SOURCES } from '#shared/cutouts/limits.ts';
import type { CutoutSubject } from '../cutout-sheet/cutout-sheet-store.ts';
import type { SourceList } from '../source-lists/source-list.ts';

/** The selected sources of a list, or all of them, to get cutouts of; null where these are too many. */
export function cutoutSubject(
  { name, names, raDeg, decDeg }: Pick<SourceList, 'name' | 'names' | 'raDeg' | 'decDeg'>,
  selected: ReadonlySet<number>,
): CutoutSubject | null {
  const count = selected.size === 0 ? names.length : selected.size;
  if (count > MAX_CUTOUT_SOURCES) return null;
  const indexes =
    selected.size === 0
      ? Array.from({ length: count }, (_, index) => index)
      : [...selected].toSorted((a, b) => a - b);
  return {
    name: name.slice(0, 200),
    sources: indexes.map((index) => ({
      // A table may leave a name empty.
      name: names.at(index)?.trim().slice(0, 200) || `source ${index + 1}`,
      raDeg: raDeg[index]!,
      decDeg: decDeg[index]!,
    })),
  };
}
