/** A place in the matrix, in the order on the screen. Row -1 are the epochs' heads, column -1 the fields' names. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of places between two corners. A head stands for its whole row or column. */
export interface Span {
  readonly anchor: Place;
  readonly head: Place;
}

/** How many rows and columns there are on the screen. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** Rows and columns of a rectangle, the ends included. */
export interface Rectangle {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export function onePlace(place: Place): Span {
  return { anchor: place, head: place };
}

/** The span from its anchor to a place. It stays on the anchor's side of the heads. */
export function spanTo({ anchor }: Span, { row, column }: Place): Span {
  const keep = (from: number, to: number): number => (from === -1 ? -1 : Math.max(to, 0));
  return { anchor, head: { row: keep(anchor.row, row), column: keep(anchor.column, column) } };
}

/** The cells of a span: a head covers its row or column from end to end. */
export function rectangleOf({ anchor, head }: Span, extent: Extent): Rectangle {
  const [firstRow, lastRow] = rangeOf(anchor.row, head.row, extent.rows);
  const [firstColumn, lastColumn] = rangeOf(anchor.column, head.column, extent.columns);
  return { firstRow, lastRow, firstColumn, lastColumn };
}

function rangeOf(a: number, b: number, length: number): readonly [number, number] {
  return a < 0 || b < 0 ? [0, length - 1] : [Math.min(a, b), Math.max(a, b)];
}

/**
 * The span after a key; null for a key that moves nothing. With Shift the head moves and the anchor stays, on the same
 * side of the heads. Home and End go along the row, with Control to the first and last row, too.
 *
 * @param page rows that PageDown moves
 */
export function spanAfterKey(
  span: Span,
  event: { readonly key: string; readonly shiftKey: boolean; readonly ctrlKey: boolean },
  extent: Extent,
  page: number,
): Span | null {
  const to = target(span.head, event, extent, page);
  if (to === null) return null;
  const isExtended = event.shiftKey;
  const head = {
    row: clamp(to.row, isExtended ? span.anchor.row : null, extent.rows),
    column: clamp(to.column, isExtended ? span.anchor.column : null, extent.columns),
  };
  return isExtended ? { anchor: span.anchor, head } : onePlace(head);
}

function target(
  { row, column }: Place,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  { rows, columns }: Extent,
  page: number,
): Place | null {
  switch (key) {
    case 'ArrowUp':
      return { row: ctrlKey ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: ctrlKey ? rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: ctrlKey ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: ctrlKey ? columns - 1 : column + 1 };
    case 'PageUp':
      return { row: row - page, column };
    case 'PageDown':
      return { row: row + page, column };
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrlKey ? rows - 1 : row, column: columns - 1 };
    default:
      return null;
  }
}

/** Heads are at -1. A span that began at a head stays there, and one that began at a cell keeps to the cells. */
function clamp(at: number, anchor: number | null, length: number): number {
  if (anchor === -1) return -1;
  return Math.min(Math.max(at, anchor === null ? -1 : 0), length - 1);
}
