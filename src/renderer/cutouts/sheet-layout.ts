/** Where a sheet has its parts, pixels. */
export interface SheetLayout {
  readonly width: number;
  readonly height: number;
  /** Side of a stamp. */
  readonly side: number;
  readonly margin: number;
  /** Width of the names of rows, with their colours. */
  readonly names: number;
  /** Left edge of a column's stamps. */
  readonly xOf: (column: number) => number;
  /** Top edge of a row's stamps. */
  readonly yOf: (row: number) => number;
}

const MARGIN = 24;
const NAMES = 190;
const GAP = 12;
/** Title, and below it the names of the columns. */
const HEAD = 120;
/** Below a stamp: its peak. */
const PEAK = 26;
const SIDE = 240;
const MIN_SIDE = 48;
/** Browsers draw no wider canvas. */
const MAX_WIDTH = 16_000;

/** Columns that one sheet holds. */
export const MAX_SHEET_COLUMNS = Math.floor((MAX_WIDTH - 2 * MARGIN - NAMES) / (MIN_SIDE + GAP));

export function sheetLayout(columns: number, rows: number): SheetLayout {
  const free = (MAX_WIDTH - 2 * MARGIN - NAMES) / Math.max(1, columns) - GAP;
  const side = Math.max(MIN_SIDE, Math.min(SIDE, Math.floor(free)));
  const left = MARGIN + NAMES;
  return {
    width: left + columns * (side + GAP) - (columns > 0 ? GAP : 0) + MARGIN,
    height: HEAD + rows * (side + PEAK) + MARGIN,
    side,
    margin: MARGIN,
    names: NAMES,
    xOf: (column) => left + column * (side + GAP),
    yOf: (row) => HEAD + row * (side + PEAK),
  };
}
