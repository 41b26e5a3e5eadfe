import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { useRowHeight } from '../app/use-appearance.ts';

/** Pixels, as in the tokens. The column heads are sticky inside the scroller, so they align with the rows. */
const HEAD_HEIGHT = 26;

export interface VirtualList {
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The rows to render; `top` in pixels from the first row of the list. */
  readonly items: readonly { readonly index: number; readonly top: number }[];
  /** The height of all rows, pixels. */
  readonly height: number;
  /** How many rows PageDown moves. */
  page(): number;
  scrollTo(index: number): void;
}

/**
 * The rows in sight of a long list with sticky heads.
 *
 * @param headHeight pixels
 */
export function useVirtualList(count: number, headHeight = HEAD_HEIGHT): VirtualList {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return {
    scroller,
    items: virtualizer
      .getVirtualItems()
      .map(({ index, start }) => ({ index, top: start - headHeight })),
    height: virtualizer.getTotalSize(),
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  };
}
