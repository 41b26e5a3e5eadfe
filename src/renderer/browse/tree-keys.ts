import type { VisibleRows } from '../ticks/visible-rows.ts';

/** The command of a key in the tree; indexes are of visible rows. */
export type TreeCommand =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'open' | 'close' | 'tick'; readonly at: number }
  | { readonly kind: 'open-siblings'; readonly at: number };

interface Cursor {
  readonly rows: VisibleRows;
  readonly at: number;
  readonly isOpen: (index: number) => boolean;
  readonly isLeaf: (index: number) => boolean;
  /** How many rows fit on the screen. */
  readonly page: number;
}

/** The keys of a tree as the ARIA practices describe them. Null for keys without a command. */
export function commandOfKey(
  key: string,
  { rows, at, isOpen, isLeaf, page }: Cursor,
): TreeCommand | null {
  const last = rows.length - 1;
  if (last < 0) return null;
  const go = (to: number): TreeCommand => ({ kind: 'go', to: Math.min(Math.max(to, 0), last) });
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'PageDown':
      return go(at + page);
    case 'PageUp':
      return go(at - page);
    case 'Home':
      return go(0);
    case 'End':
      return go(last);
    case 'ArrowRight':
      if (isLeaf(at)) return null;
      return isOpen(at) ? go(at + 1) : { kind: 'open', at };
    case 'ArrowLeft':
      if (!isLeaf(at) && isOpen(at)) return { kind: 'close', at };
      return rows.parents[at] === -1 ? null : go(rows.parents[at]!);
    case 'Enter':
      if (isLeaf(at)) return { kind: 'tick', at };
      return { kind: isOpen(at) ? 'close' : 'open', at };
    case ' ':
      return { kind: 'tick', at };
    case '*':
      return { kind: 'open-siblings', at };
    default:
      return null;
  }
}

/**
 * The next row whose name begins with what was typed, continuing at the top after the last; -1 if there is none. One
 * letter moves on from the row `at`; with more letters the search includes it.
 */
export function findTyped(
  typed: string,
  count: number,
  at: number,
  nameOf: (index: number) => string,
): number {
  const wanted = typed.toLowerCase();
  const first = typed.length > 1 ? at : at + 1;
  for (let step = 0; step < count; step += 1) {
    const index = (first + step) % count;
    const name = nameOf(index).toLowerCase();
    // Astronomers name fields without their prefix.
    if (name.startsWith(wanted) || name.replace(/^vast_|^epoch /, '').startsWith(wanted)) {
      return index;
    }
  }
  return -1;
}
