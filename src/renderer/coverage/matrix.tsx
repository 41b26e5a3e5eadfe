import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useRef,
} from 'react';
import { coverageMessages } from '../messages/coverage.ts';
import { useVirtualList } from '../ui/use-virtual-list.ts';
import type { Axes } from './axes.ts';
import { type CellCounts, countsAt, type Counts, sumCounts } from './count-cells.ts';
import { cellId } from './matrix-cell.tsx';
import { MatrixHead } from './matrix-head.tsx';
import { MatrixRow } from './matrix-row.tsx';
import { onePlace, type Place, rectangleOf, type Span, spanAfterKey, spanTo } from './span.ts';

/** Pixels: the heads and the totals, as in the style sheet. */
const HEAD_HEIGHT = 54;

/** The matrix as a grid. Clicks, drags and keys tick what they cover. */
export function Matrix({
  axes,
  counts,
  shown,
  fields,
  span,
  onSpan,
  onToggle,
}: {
  readonly axes: Axes;
  readonly counts: CellCounts;
  /** Rows of the axes, in the order on the screen. */
  readonly shown: readonly number[];
  /** How many fields these are. */
  readonly fields: number;
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
  readonly onToggle: (span: Span) => void;
}): ReactNode {
  const { epochs, rows } = axes;
  const list = useVirtualList(shown.length, HEAD_HEIGHT);
  const dragged = useRef<Span | null>(null);
  const extent = { rows: shown.length, columns: epochs.length };
  const rectangle = rectangleOf(span, extent);
  const { row: activeRow, column: activeColumn } = span.head;

  const move = (next: Span): void => {
    onSpan(next);
    if (next.head.row >= 0) list.scrollTo(next.head.row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      onToggle(span);
      return;
    }
    const next = spanAfterKey(span, event, extent, list.page());
    if (next === null) return;
    event.preventDefault();
    move(next);
  };
  const onPointerDown = (event: PointerEvent): void => {
    const place = placeOf(event.target);
    if (event.button !== 0 || place === null) return;
    dragged.current = event.shiftKey ? spanTo(span, place) : onePlace(place);
    onSpan(dragged.current);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (dragged.current === null) return;
    const place = placeOf(document.elementFromPoint(event.clientX, event.clientY));
    if (place === null) return;
    const next = spanTo(dragged.current, place);
    if (
      next.head.row === dragged.current.head.row &&
      next.head.column === dragged.current.head.column
    ) {
      return;
    }
    dragged.current = next;
    onSpan(next);
  };
  const onPointerUp = (): void => {
    if (dragged.current !== null) onToggle(dragged.current);
    dragged.current = null;
  };

  const isInSight = activeRow === -1 || list.items.some(({ index }) => index === activeRow);
  return (
    <div
      ref={list.scroller}
      className="list-scroller matrix-scroller"
      data-split={rows.some(({ kind }) => kind !== null) || undefined}
      style={{ '--epochs': epochs.length } as CSSProperties}
    >
      <div
        className="list matrix"
        role="grid"
        aria-label={coverageMessages.grid}
        aria-rowcount={shown.length + 2}
        aria-colcount={epochs.length + 2}
        aria-multiselectable="true"
        aria-activedescendant={isInSight ? cellId(span.head) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          dragged.current = null;
        }}
      >
        <MatrixHead
          epochs={epochs}
          fields={fields}
          totals={totalsOf(counts, shown)}
          activeColumn={activeRow === -1 ? activeColumn : null}
        />
        <div className="matrix-space" role="rowgroup" style={{ height: list.height }}>
          {list.items.map(({ index, top }) => {
            const line = shown[index];
            if (line === undefined) return null;
            const isMarked = index >= rectangle.firstRow && index <= rectangle.lastRow;
            return (
              <MatrixRow
                key={line}
                row={rows[line]!}
                line={line}
                index={index}
                top={top}
                epochs={epochs}
                counts={counts}
                isFirst={rows[shown[index - 1] ?? -1]?.field !== rows[line]!.field}
                activeColumn={activeRow === index ? activeColumn : null}
                firstMarked={isMarked ? rectangle.firstColumn : 1}
                lastMarked={isMarked ? rectangle.lastColumn : 0}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The totals of the rows on the screen, for each epoch and for all. */
function totalsOf(counts: CellCounts, shown: readonly number[]): readonly Counts[] {
  return Array.from({ length: counts.columns + 1 }, (_, column) =>
    sumCounts(shown.map((line) => countsAt(counts, line, column))),
  );
}

/** The place that an element of the grid stands for. */
function placeOf(element: EventTarget | null): Place | null {
  if (!(element instanceof Element)) return null;
  const cell = element.closest('[data-column]');
  if (!(cell instanceof HTMLElement)) return null;
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
}
