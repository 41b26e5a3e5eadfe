import {
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { JobTarget } from '#shared/downloads/job.ts';
import type { JobFilter } from '#shared/downloads/job-row.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { formatCount, formatNumberOf } from '#shared/format/quantities.ts';
import { messageOf } from '../app/app.ts';
import { FIRST_PAGE, pageAround } from '../app/page-of-rows.ts';
import { useApp } from '../app/use-app.ts';
import { useNow } from '../app/use-now.ts';
import { useStable } from '../app/use-stable.ts';
import { useVirtualList } from '../app/use-virtual-list.ts';
import { createJobActions } from './job-actions.ts';
import { beforeWhich, type Cursor, followCursor, NOWHERE } from './job-cursor.ts';
import { JobDetail } from './job-detail.tsx';
import { JobListHead } from './job-list-head.tsx';
import { JobRowView } from './job-row-view.tsx';
import { isStalled } from './queue-watch.ts';
import { rowsInRange } from './rows-in-range.ts';
import { NONE_SELECTED, type Selected, select } from './select-rows.ts';
import { SelectedBar } from './selected-bar.tsx';
import { nameOfList, useJobRows } from './use-job-rows.ts';

/** More at once would only turn the queue round, and hold it up meanwhile. */
const MOST_MOVED = 5_000;

const DRAGGED = 'application/x-vast-jobs';

interface JobListProps {
  readonly filter: JobFilter;
  readonly search: string;
  readonly snapshot: QueueSnapshot;
}

/** Which of the modifier keys were held. */
type Held = Pick<KeyboardEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;

export function JobList({ filter, search, snapshot }: JobListProps): ReactNode {
  const app = useApp();
  const paces = useStore(app.queue, (watch) => watch.paces);
  const nowMs = useNow(snapshot.phase.kind !== 'idle');
  const [wanted, setWanted] = useState(FIRST_PAGE);
  const [cursor, setCursor] = useState<Cursor>(NOWHERE);
  const [selected, setSelected] = useState<Selected>(NONE_SELECTED);
  const [dropBefore, setDropBefore] = useState(-1);
  const page = useJobRows(filter, search, wanted);
  const actions = useMemo(() => createJobActions(app), [app]);
  const list = useVirtualList(page.total);
  const first = list.items[0]?.index ?? 0;
  const last = list.items.at(-1)?.index ?? 0;
  useEffect(() => setWanted((before) => pageAround(before, first, last)), [first, last]);

  const { index: at, row: current } = followCursor(cursor, page);
  const idAt = (index: number): number | undefined => page.rows[index - page.offset]?.id;
  const isReorderable = search === '' && (filter === 'all' || filter === 'queued');
  const isEverything = filter === 'all' && search === '' && selected.ids.size === page.total;
  const target: JobTarget = isEverything
    ? { kind: 'state', state: 'all' }
    : { kind: 'ids', ids: [...selected.ids] };
  const selectNone = (): void => setSelected(NONE_SELECTED);

  /** Rows of which most may never have been on the screen. */
  const rowsFrom = async (from: number, to: number) => {
    try {
      return await rowsInRange(app.api, { filter, search }, from, to);
    } catch (error) {
      app.toasts.show(messageOf(error), { tone: 'problem' });
      return null;
    }
  };
  const takeRange = async (from: number, to: number, anchor: number): Promise<void> => {
    const rows = await rowsFrom(from, to);
    if (rows !== null) setSelected({ ids: new Set(rows.map(({ id }) => id)), anchor });
  };
  const go = useStable((index: number, held: Held): void => {
    const to = Math.min(Math.max(index, 0), page.total - 1);
    setCursor({ index: to, id: idAt(to) ?? null });
    list.scrollTo(to);
    const { anchor } = selected;
    if (held.shiftKey && anchor !== -1 && idAt(anchor) === undefined) {
      void takeRange(Math.min(anchor, to), Math.max(anchor, to), anchor);
      return;
    }
    const how = held.shiftKey ? 'extend' : held.ctrlKey || held.metaKey ? 'toggle' : 'only';
    setSelected((before) => select(before, to, how, idAt));
  });
  const moveTo = (index: number): void => {
    const beforeId = beforeWhich(index, page);
    const ids =
      selected.ids.size > 0 ? [...selected.ids] : current === undefined ? [] : [current.id];
    if (beforeId === undefined || ids.length === 0) return;
    if (ids.length > MOST_MOVED) {
      app.toasts.show(`Move at most ${formatCount(MOST_MOVED)} files at a time.`);
      return;
    }
    void app.ask('downloads.reorder', { ids, beforeId });
  };
  const copyPaths = async (): Promise<void> => {
    const rows =
      selected.ids.size > 1
        ? await rowsFrom(0, page.total - 1)
        : current === undefined
          ? []
          : [current];
    const isWanted = (id: number): boolean => selected.ids.size <= 1 || selected.ids.has(id);
    const paths = rows?.filter(({ id }) => isWanted(id)).map(({ path }) => path) ?? [];
    if (paths.length === 0) return;
    await navigator.clipboard.writeText(paths.join('\n'));
    app.toasts.show(
      paths.length === 1 ? 'Path copied.' : `${formatNumberOf(paths.length, 'path')} copied.`,
    );
  };

  const onCommandKey = (event: KeyboardEvent): void => {
    if (event.key === 'a') {
      event.preventDefault();
      void takeRange(0, page.total - 1, 0);
    } else if (event.key === 'c' && window.getSelection()?.isCollapsed !== false) {
      void copyPaths();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + list.page(),
      PageUp: at - list.page(),
      Home: 0,
      End: page.total - 1,
    };
    const to = steps[event.key];
    if (to !== undefined && event.altKey) {
      event.preventDefault();
      if (isReorderable && event.key === 'ArrowUp') moveTo(at - 1);
      if (isReorderable && event.key === 'ArrowDown') moveTo(at + 2);
    } else if (to !== undefined) {
      event.preventDefault();
      go(to, event);
    } else if (event.ctrlKey || event.metaKey) {
      onCommandKey(event);
    } else if (event.key === ' ' && current !== undefined) {
      event.preventDefault();
      setSelected((before) => select(before, at, 'toggle', idAt));
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && selected.ids.size > 0) {
      void actions.remove(target);
      selectNone();
    } else if (event.key === 'Enter' && current !== undefined) {
      actions.main(current);
    } else if (event.key === 'Escape') {
      selectNone();
    }
  };

  const onDragStart = useStable((index: number, id: number, event: DragEvent): void => {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData(DRAGGED, String(id));
    if (!selected.ids.has(id)) go(index, { shiftKey: false, ctrlKey: false, metaKey: false });
  });
  const onDragOver = useStable((index: number, event: DragEvent): void => {
    if (!isReorderable || !event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    setDropBefore(event.clientY < top + height / 2 ? index : index + 1);
  });
  const onDragEnd = useStable((hasDropped: boolean): void => {
    if (hasDropped) moveTo(dropBefore);
    setDropBefore(-1);
  });

  if (page.of === nameOfList(filter, search) && page.total === 0) {
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
      <div ref={list.scroller} className="list-scroller jobs-scroller">
        <div
          className="list jobs"
          role="grid"
          aria-label="Queued files"
          aria-rowcount={page.total + 1}
          aria-multiselectable="true"
          aria-activedescendant={
            current !== undefined && list.items.some(({ index }) => index === at)
              ? `job${current.id}`
              : undefined
          }
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            if (event.target === event.currentTarget && cursor === NOWHERE)
              setCursor({ index: 0, id: idAt(0) ?? null });
          }}
        >
          <JobListHead />
          <div className="jobs-space" role="rowgroup" style={{ height: list.height }}>
            {list.items.map(({ index, top }) => {
              const row = page.rows[index - page.offset];
              const pace = row && paces.get(row.id);
              return (
                <JobRowView
                  key={index}
                  row={row}
                  live={row && snapshot.active.find(({ id }) => id === row.id)}
                  rate={pace?.rate.bytesPerSecond ?? null}
                  isStalled={isStalled(pace, nowMs)}
                  // Only what counts down is drawn anew with every second.
                  nowMs={Math.min(nowMs, row?.retryAtMs ?? 0)}
                  phase={snapshot.phase}
                  index={index}
                  top={top}
                  isActive={index === at}
                  isSelected={row !== undefined && selected.ids.has(row.id)}
                  dropEdge={dropBefore === index}
                  canMove={isReorderable}
                  actions={actions}
                  onGo={go}
                  onDragStart={onDragStart}
                  onDragOver={onDragOver}
                  onDragEnd={onDragEnd}
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
          onClear={selectNone}
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
