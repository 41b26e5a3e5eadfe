import { createTileFinder, type TileFinder } from '#shared/sources/tile-finder.ts';

let finder: TileFinder | null = null;

/** The finder of fields for the rows on the screen: one for all lists, because it takes longer to make than a frame. */
export function rowFinder(): TileFinder {
  finder ??= createTileFinder();
  return finder;
}

/** Makes the finder soon, in a task of its own, so that the first row of a list doesn't wait for it. */
export function prepareRowFinder(): void {
  if (finder === null) setTimeout(rowFinder);
}
