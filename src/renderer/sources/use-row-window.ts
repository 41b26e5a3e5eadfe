import { type RefObject, useEffect, useRef, useState } from 'react';
import { useRowHeight } from '../app/use-appearance.ts';

/** Pixels, as in the tokens: the sticky heads of the columns. */
const HEAD_HEIGHT = 26;
/** Browsers draw nothing beyond some 30 million pixels; above this height a pixel of scrolling is several of rows. */
const MAX_HEIGHT = 10_000_000;
const OVERSCAN = 6;

export interface RowWindow {
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The rows to render; `top` in pixels from the top of the list. */
  readonly items: readonly { readonly index: number; readonly top: number }[];
  /** The height of the list, pixels. */
  readonly height: number;
  /** How many rows PageDown moves. */
  page(): number;
  /** Brings a row into sight. */
  scrollTo(index: number): void;
}

/** The rows in sight of a list of equal rows, worked out without a list of all rows: there may be a million. */
export function useRowWindow(count: number): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const [{ scrollTop, sight }, setView] = useState({ scrollTop: 0, sight: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void =>
      setView({ scrollTop: element.scrollTop, sight: element.clientHeight - HEAD_HEIGHT });
    const watch = new ResizeObserver(look);
    watch.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const { height, items } = rowsInSight({ count, rowHeight, scrollTop, sight });
  return {
    scroller,
    items,
    height,
    page: () => Math.max(1, Math.floor(sight / rowHeight) - 1),
    scrollTo: (index) => {
      const element = scroller.current;
      if (element === null) return;
      element.scrollTop = scrolledTo(
        { count, rowHeight, scrollTop: element.scrollTop, sight },
        index,
      );
    },
  };
}

interface Sight {
  readonly count: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  /** Height in which rows are seen, pixels. */
  readonly sight: number;
}

/** How many pixels of rows a pixel of scrolling is. */
function scaleOf({ count, rowHeight, sight }: Sight): { height: number; scale: number } {
  const all = count * rowHeight;
  const height = Math.min(all, MAX_HEIGHT);
  return { height, scale: height > sight ? (all - sight) / (height - sight) : 1 };
}

export function rowsInSight(view: Sight): Pick<RowWindow, 'height' | 'items'> {
  const { count, rowHeight, scrollTop, sight } = view;
  const { height, scale } = scaleOf(view);
  const offset = scrollTop * scale;
  const first = Math.max(0, Math.floor(offset / rowHeight) - OVERSCAN);
  const end = Math.min(count, Math.ceil((offset + sight) / rowHeight) + OVERSCAN);
  const items = Array.from({ length: Math.max(0, end - first) }, (_, at) => ({
    index: first + at,
    top: scrollTop + (first + at) * rowHeight - offset,
  }));
  return { height, items };
}

/** The scroll position at which a row is in sight, as near as possible to the present one. */
export function scrolledTo(view: Sight, index: number): number {
  const { rowHeight, scrollTop, sight } = view;
  const { scale } = scaleOf(view);
  const offset = scrollTop * scale;
  const top = index * rowHeight;
  if (top < offset) return top / scale;
  return top + rowHeight > offset + sight ? (top + rowHeight - sight) / scale : scrollTop;
}
