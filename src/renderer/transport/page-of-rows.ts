/** A slice of a list that main holds. */
export interface PageOfRows {
  readonly offset: number;
  readonly limit: number;
}

/** Slices begin and end at multiples of this, so that a little scrolling needs no call. */
const PAGE = 100;

/** Rows that are loaded beyond those in sight, on either side. */
const AHEAD = 50;

export const FIRST_PAGE: PageOfRows = { offset: 0, limit: PAGE };

/** The slice with the rows from `first` to `last`; `before` itself if it is the same. */
export function pageAround(before: PageOfRows, first: number, last: number): PageOfRows {
  const offset = Math.floor(Math.max(0, first - AHEAD) / PAGE) * PAGE;
  const end = (Math.floor((Math.max(first, last) + AHEAD) / PAGE) + 1) * PAGE;
  const limit = end - offset;
  return before.offset === offset && before.limit === limit ? before : { offset, limit };
}
