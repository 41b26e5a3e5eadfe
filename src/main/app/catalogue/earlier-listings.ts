import type { Shown } from './shown-listing.ts';

/**
 * Connecting can change the listing twice within moments, from the built-in to the stored to the crawled one, before a
 * page receives the first change. The earlier listings that are kept have at most this many files together, or are only
 * one.
 */
const MAX_EARLIER_FILES = 250_000;

/** The listings shown before: selections that were made on them are still carried over. */
export class EarlierListings {
  #newestFirst: readonly Shown[] = [];

  add(shown: Shown): void {
    let files = 0;
    const all = [shown, ...this.#newestFirst];
    const end = all.findIndex(({ listing }, index) => {
      files += listing.catalogue.length;
      return index > 0 && files > MAX_EARLIER_FILES;
    });
    this.#newestFirst = end === -1 ? all : all.slice(0, end);
  }

  of(revision: number): Shown | undefined {
    return this.#newestFirst.find((each) => each.revision === revision);
  }
}
