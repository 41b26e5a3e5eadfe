import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { useRowHeight } from '../app/use-appearance.ts';

/** Pixels, as in the tokens: the column heads stay at the top of what scrolls, and so in line with it. */
const HEAD_HEIGHT = 26;

export interface VirtualList {
  /** Of the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The rows that are near enough to be drawn; `top` in pixels from the first row of all. */
  readonly items: readonly { readonly index: number; readonly top: number }[];
  /** Pixels of all rows. */
  readonly height: number;
  /** How many rows the PageDown key goes. */
  page(): number;
  scrollTo(index: number): void;
}

/** Of a long list, below heads that stay, the rows that are in sight. */
export function useVirtualList(count: number): VirtualList {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return {
    scroller,
    items: virtualizer
      .getVirtualItems()
      .map(({ index, start }) => ({ index, top: start - HEAD_HEIGHT })),
    height: virtualizer.getTotalSize(),
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  };
}
