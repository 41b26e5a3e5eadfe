/** Paths of the stamps of a wall: rows by Stokes and product, columns by date; null where there is no stamp. */
export type WallGrid = readonly (readonly (string | null)[])[];

/** Which stamp of a wall has the focus, and how it is shown. */
export interface WallState {
  /** Path of the stamp. Null, or one that the wall no longer has, for the first stamp. */
  readonly path: string | null;
  /** Whether that stamp fills the view. */
  readonly isZoomed: boolean;
  /** Whether the zoomed stamp passes through the epochs by itself. */
  readonly isBlinking: boolean;
}

export type WallAction =
  | { readonly kind: 'focus' | 'zoom'; readonly path: string }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  /** The next epoch of a stamp that blinks. */
  | { readonly kind: 'blink' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'set-blinking'; readonly isBlinking: boolean };

export const WALL_START: WallState = { path: null, isZoomed: false, isBlinking: false };

/** The path of the stamp that has the focus; null for a wall without a stamp. */
export function currentPath({ path }: WallState, grid: WallGrid): string | null {
  const all = grid.flat();
  if (path !== null && all.includes(path)) return path;
  return all.find((each) => each !== null) ?? null;
}

/** Paths of the stamps of a row: its epochs by date. */
export function epochsOf(grid: WallGrid, path: string): readonly string[] {
  return (grid.find((row) => row.includes(path)) ?? []).filter((each) => each !== null);
}

export function afterAction(state: WallState, grid: WallGrid, action: WallAction): WallState {
  const path = currentPath(state, grid);
  switch (action.kind) {
    case 'focus':
      return { ...state, path: action.path };
    case 'zoom':
      return { path: action.path, isZoomed: true, isBlinking: false };
    case 'leave':
      return { ...state, path, isZoomed: false, isBlinking: false };
    case 'set-blinking':
      return { ...state, isBlinking: state.isZoomed && action.isBlinking };
    case 'blink':
      return state.isBlinking ? { ...state, path: stepped(grid, path, 1) } : state;
    default:
      return { ...state, path: stepped(grid, path, action.by), isBlinking: false };
  }
}

/**
 * The state after a key; null for a key that does nothing here.
 *
 * @param isCalm whether the system asks for less motion: then no key starts the blinking
 */
export function afterKey(
  state: WallState,
  grid: WallGrid,
  key: string,
  isCalm: boolean,
): WallState | null {
  const path = currentPath(state, grid);
  if (path === null) return null;
  if (key === ' ') return { path, isZoomed: true, isBlinking: !isCalm && !state.isBlinking };
  if (key === 'Enter') return state.isZoomed ? null : { path, isZoomed: true, isBlinking: false };
  if (key === 'Escape') return state.isZoomed ? afterAction(state, grid, { kind: 'leave' }) : null;
  if (state.isZoomed && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    return afterAction(state, grid, { kind: 'step', by: key === 'ArrowRight' ? 1 : -1 });
  }
  const next = neighbour(grid, path, key);
  return next === undefined ? null : { ...state, path: next ?? path, isBlinking: false };
}

/** The next stamp of the same row; the first follows the last. */
function stepped(grid: WallGrid, path: string | null, by: 1 | -1): string | null {
  if (path === null) return null;
  const epochs = epochsOf(grid, path);
  return epochs.at((epochs.indexOf(path) + by) % epochs.length) ?? path;
}

/** The nearest stamp in a key's direction; null at the edge, undefined for another key. */
function neighbour(grid: WallGrid, path: string, key: string): string | null | undefined {
  const row = grid.findIndex((each) => each.includes(path));
  const cells = grid[row]!;
  const column = cells.indexOf(path);
  const isStamp = (each: string | null | undefined) => each !== null && each !== undefined;
  const above = (from: number, to?: number) => grid.slice(from, to).map((each) => each[column]);
  switch (key) {
    case 'ArrowLeft':
      return cells.slice(0, column).findLast(isStamp) ?? null;
    case 'ArrowRight':
      return cells.slice(column + 1).find(isStamp) ?? null;
    case 'ArrowUp':
      return above(0, row).findLast(isStamp) ?? null;
    case 'ArrowDown':
      return above(row + 1).find(isStamp) ?? null;
    case 'Home':
      return cells.find(isStamp) ?? null;
    case 'End':
      return cells.findLast(isStamp) ?? null;
    default:
      return undefined;
  }
}
