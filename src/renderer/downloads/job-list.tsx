import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { JobTarget } from '#shared/downloads/job.ts';
import type { JobFilter, JobRow } from '#shared/downloads/job-row.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { formatCount } from '#shared/format/quantities.ts';
import { messageOf } from '../app/app.ts';
import { useRowHeight } from '../app/use-appearance.ts';
import { useApp } from '../app/use-app.ts';
import { useNow } from '../app/use-now.ts';
import { idsInRange } from './ids-in-range.ts';
import { createJobActions } from './job-actions.ts';
import { JobDetail } from './job-detail.tsx';
import { JobRowView } from './job-row-view.tsx';
import { isStalled } from './queue-watch.ts';
import { type Selected, select } from './select-rows.ts';
import { SelectedBar } from './selected-bar.tsx';
import { useJobRows } from './use-job-rows.ts';

interface JobListProps {
  readonly filter: JobFilter;
  readonly search: string;
  readonly snapshot: QueueSnapshot;
}

export function JobList({ filter, search, snapshot }: JobListProps): ReactNode {
  const app = useApp();
  const paces = useStore(app.queue, (watch) => watch.paces);
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const nowMs = useNow(snapshot.phase.kind !== 'idle');
  const [range, setRange] = useState({ first: 0, last: 60 });
  const [at, setAt] = useState(-1);
  const [selected, setSelected] = useState<Selected>({ ids: new Set(), anchor: -1 });
  const [dropBefore, setDropBefore] = useState(-1);
  const page = useJobRows(filter, search, range.first, range.last);
  const actions = createJobActions(app);

  const virtualizer = useVirtualizer({
    count: page.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 60;
  useEffect(() => setRange({ first, last }), [first, last]);

  const rowAt = (index: number): JobRow | undefined => page.rows[index - page.offset];
  const current = rowAt(at);
  const isReorderable = search === '' && (filter === 'all' || filter === 'queued');

  const isLoaded = (index: number): boolean => rowAt(index) !== undefined;
  /** Chooses rows of which most may never have been on the screen. */
  const takeRange = async (from: number, to: number, anchor: number): Promise<void> => {
    try {
      const ids = await idsInRange(app.api, { filter, search }, from, to);
      setSelected({ ids: new Set(ids), anchor });
    } catch (error) {
      app.toasts.show(messageOf(error), { tone: 'problem' });
    }
  };
  const target: JobTarget =
    filter === 'all' && search === '' && selected.ids.size === page.total
      ? { kind: 'state', state: 'all' }
      : { kind: 'ids', ids: [...selected.ids] };

  const go = (
    index: number,
    event: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean },
  ): void => {
    const to = Math.min(Math.max(index, 0), page.total - 1);
    setAt(to);
    virtualizer.scrollToIndex(to);
    if (event.shiftKey && selected.anchor !== -1 && !isLoaded(selected.anchor)) {
      void takeRange(Math.min(selected.anchor, to), Math.max(selected.anchor, to), selected.anchor);
      return;
    }
    setSelected((before) =>
      select(
        before,
        to,
        event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only',
        (place) => rowAt(place)?.id,
      ),
    );
  };
  const moveBefore = (index: number): void => {
    const ids =
      selected.ids.size > 0 ? [...selected.ids] : current === undefined ? [] : [current.id];
    if (ids.length > MOST_MOVED) {
      app.toasts.show(`Move at most ${formatCount(MOST_MOVED)} files at a time.`);
      return;
    }
    if (ids.length > 0)
      void app.ask('downloads.reorder', { ids, beforeId: rowAt(index)?.id ?? null });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + pageRows,
      PageUp: at - pageRows,
      Home: 0,
      End: page.total - 1,
    };
    const to = steps[event.key];
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && isReorderable) {
      event.preventDefault();
      moveBefore(event.key === 'ArrowUp' ? at - 1 : at + 2);
      setAt(Math.min(Math.max(to ?? at, 0), page.total - 1));
    } else if (to !== undefined) {
      event.preventDefault();
      go(to, event);
    } else if (event.key === ' ' && at !== -1) {
      event.preventDefault();
      setSelected((before) => select(before, at, 'toggle', (place) => rowAt(place)?.id));
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void takeRange(0, page.total - 1, 0);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && selected.ids.size > 0) {
      void actions.remove(target);
      setSelected({ ids: new Set(), anchor: -1 });
    } else if (event.key === 'Enter' && current !== undefined) {
      actions.main(current);
    } else if (event.key === 'Escape') {
      setSelected({ ids: new Set(), anchor: -1 });
    }
  };
  const dragProps = (index: number, row: JobRow | undefined) =>
    !isReorderable || row === undefined || row.state === 'done'
      ? {}
      : {
          draggable: true,
          onDragStart: (event: DragEvent) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('application/x-vast-jobs', String(row.id));
            if (!selected.ids.has(row.id)) go(index, NO_KEYS);
          },
          onDragOver: (event: DragEvent) => {
            if (!event.dataTransfer.types.includes('application/x-vast-jobs')) return;
            event.preventDefault();
            const box = event.currentTarget.getBoundingClientRect();
            setDropBefore(event.clientY < box.top + box.height / 2 ? index : index + 1);
          },
          onDragEnd: () => setDropBefore(-1),
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            moveBefore(dropBefore);
            setDropBefore(-1);
          },
        };

  if (page.of !== '' && page.total === 0) {
    return (
      <div className="empty">
        <h2>{search === '' ? 'No file is in this state' : `Nothing matches “${search}”`}</h2>
        <p>
          {filter === 'failed'
            ? 'Nothing has failed.'
            : 'The other states may have what you look for.'}
        </p>
      </div>
    );
  }
  return (
    <>
      <div ref={scroller} className="list-scroller jobs-scroller">
        <div
          className="list jobs"
          role="grid"
          aria-label="Queued files"
          aria-rowcount={page.total + 1}
          aria-multiselectable="true"
          aria-activedescendant={
            current !== undefined && items.some(({ index }) => index === at)
              ? `job${current.id}`
              : undefined
          }
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            if (event.target === event.currentTarget && at === -1) setAt(0);
          }}
        >
          <div role="rowgroup" className="job-head-group">
            <div className="list-head job-head" role="row" aria-rowindex={1}>
              <span role="columnheader">
                <span className="unseen">Mark</span>
              </span>
              <span role="columnheader">File</span>
              <span role="columnheader">State</span>
              <span role="columnheader" className="number">
                Progress
              </span>
              <span role="columnheader" className="number">
                Size
              </span>
              <span role="columnheader" className="number">
                Rate
              </span>
              <span role="columnheader" className="number">
                Tries
              </span>
              <span role="columnheader">
                <span className="unseen">Actions</span>
              </span>
            </div>
          </div>
          <div
            className="jobs-space"
            role="rowgroup"
            style={{ height: virtualizer.getTotalSize() }}
          >
            {items.map(({ index, start, key }) => {
              const row = rowAt(index);
              const pace = row && paces.get(row.id);
              return (
                <JobRowView
                  key={key}
                  row={row}
                  live={row && snapshot.active.find(({ id }) => id === row.id)}
                  rate={pace?.rate.bytesPerSecond ?? null}
                  isStalled={isStalled(pace, nowMs)}
                  nowMs={nowMs}
                  phase={snapshot.phase}
                  index={index}
                  top={start - HEAD_HEIGHT}
                  isActive={index === at}
                  isSelected={row !== undefined && selected.ids.has(row.id)}
                  dropEdge={dropBefore === index}
                  actions={actions}
                  onClick={(event) => go(index, event)}
                  drag={dragProps(index, row)}
                />
              );
            })}
          </div>
        </div>
      </div>
      {selected.ids.size > 1 ? (
        <SelectedBar
          count={selected.ids.size}
          target={target}
          actions={actions}
          onClear={() => setSelected({ ids: new Set(), anchor: -1 })}
        />
      ) : (
        current !== undefined && (
          <JobDetail
            row={current}
            nowMs={nowMs}
            isStalled={isStalled(paces.get(current.id), nowMs)}
            phase={snapshot.phase}
            actions={actions}
          />
        )
      )}
    </>
  );
}

/** Pixels, as in the style. */
const HEAD_HEIGHT = 26;

/** More at once would only turn the queue round, and hold it up meanwhile. */
const MOST_MOVED = 5_000;

const NO_KEYS = { shiftKey: false, ctrlKey: false, metaKey: false };
