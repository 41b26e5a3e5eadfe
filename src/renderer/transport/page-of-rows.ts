/** A part of a list that main holds. */
export interface PageOfRows {
  readonly offset: number;
  readonly limit: number;
}

/** Rows are asked for in pages of this many, so that a little scrolling asks for nothing. */
const PAGE = 100;

/** So many rows beyond those in sight are asked for, too, so that they are there when they come into sight. */
const AHEAD = 50;

export const FIRST_PAGE: PageOfRows = { offset: 0, limit: PAGE };

/** Whole pages with the rows from `first` to `last`; `before` itself where it is these already. */
export function pageAround(before: PageOfRows, first: number, last: number): PageOfRows {
  const offset = Math.floor(Math.max(0, first - AHEAD) / PAGE) * PAGE;
  const end = (Math.floor((Math.max(first, last) + AHEAD) / PAGE) + 1) * PAGE;
  const limit = end - offset;
  return before.offset === offset && before.limit === limit ? before : { offset, limit };
}
