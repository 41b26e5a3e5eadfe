import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatBytes } from '#shared/format/quantities.ts';
import type { NotableFile } from '#shared/library/library-state.ts';
import type { NotableVerdict } from '#shared/library/verdict.ts';
import { Elided } from '../app/elided.tsx';
import { useRowHeight } from '../app/use-appearance.ts';
import { useNotableRows } from './use-notable-rows.ts';
import { VerdictMark } from './verdict-mark.tsx';
import { WHAT_NEXT, whatOf } from './verdict-words.ts';

/** Pixels, as in the style. */
const HEAD_HEIGHT = 26;

/** The files that somebody may want to do something about, as a table that scrolls. */
export function NotableList({
  verdict,
  total,
  checkedAtMs,
}: {
  readonly verdict: NotableVerdict | null;
  readonly total: number;
  readonly checkedAtMs: number;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const [range, setRange] = useState({ first: 0, last: 60 });
  const page = useNotableRows(verdict, checkedAtMs, range.first, range.last);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: HEAD_HEIGHT,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 60;
  useEffect(() => setRange({ first, last }), [first, last]);
  return (
    <div ref={scroller} className="list-scroller library-scroller">
      <div
        className="list"
        role="table"
        aria-label="Files to look at"
        aria-rowcount={total + 1}
        tabIndex={0}
      >
        <div role="rowgroup" className="library-head">
          <div className="list-head" role="row" aria-rowindex={1}>
            <span role="columnheader">
              <span className="unseen">Mark</span>
            </span>
            <span role="columnheader">File</span>
            <span role="columnheader">What is wrong</span>
            <span role="columnheader">What to do</span>
            <span role="columnheader" className="number">
              On disk
            </span>
          </div>
        </div>
        <div
          role="rowgroup"
          className="library-space"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index, start, key }) => (
            <Row
              key={key}
              file={page.rows[index - page.offset]}
              index={index}
              top={start - HEAD_HEIGHT}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function Row({
  file,
  index,
  top,
}: {
  /** Undefined until its page has come. */
  readonly file: NotableFile | undefined;
  readonly index: number;
  readonly top: number;
}): ReactNode {
  const slash = file?.path.lastIndexOf('/') ?? 0;
  return (
    <div
      className="list-row library-row"
      role="row"
      aria-rowindex={index + 2}
      aria-label={file && `${file.path.slice(slash + 1)}. ${whatOf(file)}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="cell" className="mark">
        {file && <VerdictMark of={file.verdict} />}
      </span>
      <span role="cell" className="file">
        {file && (
          <>
            <span className="mono">
              <Elided text={file.path.slice(slash + 1)} />
            </span>
            <span className="folder" title={file.path}>
              {file.path.slice(1, slash)}
            </span>
          </>
        )}
      </span>
      <span role="cell" className="what" title={file && whatOf(file)}>
        {file && whatOf(file)}
      </span>
      <span role="cell" className="what">
        {file && WHAT_NEXT[file.verdict]}
      </span>
      <span role="cell" className="number">
        {file?.size == null ? '–' : formatBytes(file.size)}
      </span>
    </div>
  );
}
