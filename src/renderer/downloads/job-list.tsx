import {
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { JobFilter, JobPlace, JobSort } from '#shared/downloads/job-row.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { copyDiskPaths } from '../app/copy-paths.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { FIRST_PAGE, pageAround } from '../transport/page-of-rows.ts';
import { useApp } from '../app/use-app.ts';
import { useNow } from '../ui/use-now.ts';
import { useStable } from '../ui/use-stable.ts';
import { useVirtualList } from '../ui/use-virtual-list.ts';
import { createJobActions, onlyJob } from './job-actions.ts';
import { beforeWhich, followCursor, isWaiting, NOWHERE } from './job-cursor.ts';
import { JobDetail } from './job-detail.tsx';
import { JobListHead } from './job-list-head.tsx';
import { JobRowView } from './job-row-view.tsx';
import { isStalled, rateOf } from '../app/queue-watch.ts';
import {
  isNoneSelected,
  isSelected,
  NONE_SELECTED,
  select,
  selectAll,
  targetOf,
} from './select-rows.ts';
import { SelectedBar } from './selected-bar.tsx';
import { nameOfList, useJobRows } from './use-job-rows.ts';
import { useSelectedCount, useSelection } from './use-selection.ts';

const DRAGGED = 'application/x-vast-jobs';

interface JobListProps {
  readonly filter: JobFilter;
  readonly search: string;
  readonly sort: JobSort | null;
  readonly onSort: (sort: JobSort | null) => void;
  readonly snapshot: QueueSnapshot;
}

/** The modifier keys that were held. */
type Held = Pick<KeyboardEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;

export function JobList({ filter, search, sort, onSort, snapshot }: JobListProps): ReactNode {
  const app = useApp();
  const listing = useMemo(() => ({ filter, search, sort }), [filter, search, sort]);
  const paces = useStore(app.queue, (watch) => watch.paces);
  const nowMs = useNow(snapshot.phase.kind !== 'idle');
  const [wanted, setWanted] = useState(FIRST_PAGE);
  const [dropBefore, setDropBefore] = useState(-1);
  const page = useJobRows(listing, wanted);
  const { cursor, setCursor, selected, setSelected, takeRange } = useSelection(listing, page);
  const isPage = useStore(app.info, ({ info }) => info?.host === 'browser');
  const actions = useMemo(() => createJobActions(app, !isPage), [app, isPage]);
  const list = useVirtualList(page.total);
  const first = list.items[0]?.index ?? 0;
  const last = list.items.at(-1)?.index ?? 0;
  useEffect(() => setWanted((before) => pageAround(before, first, last)), [first, last]);

  const { index: at, row: current } = followCursor(cursor, page);
  const placeOf = (index: number): JobPlace => ({
    index,
    id: page.rows[index - page.offset]?.id ?? null,
  });
  const isReorderable = search === '' && sort === null && (filter === 'all' || filter === 'queued');
  const isGoing = snapshot.phase.kind === 'running';
  const hasSelected = !isNoneSelected(selected);
  const target = targetOf(selected, listing);
  const count = useSelectedCount(selected, listing, page);
  const selectNone = (): void => setSelected(NONE_SELECTED);

  const go = useStable((index: number, held: Held): void => {
    const place = placeOf(Math.min(Math.max(index, 0), page.total - 1));
    setCursor(place);
    list.scrollTo(place.index);
    const { anchor } = selected;
    if (held.shiftKey && anchor !== null) void takeRange(anchor, place);
    else if (held.ctrlKey || held.metaKey) setSelected(select(selected, place, 'toggle'));
    else if (place.id === null) void takeRange(place, place);
    else setSelected(select(selected, place, 'only'));
  });
  const moveTo = (index: number): void => {
    const beforeId = beforeWhich(index, page);
    if (beforeId === undefined || (!hasSelected && current === undefined)) return;
    const moved = hasSelected || current === undefined ? target : onlyJob(current.id);
    void app.ask('downloads.reorder', { target: moved, beforeId });
  };
  const copyPaths = async (): Promise<void> => {
    if (!hasSelected && current === undefined) return;
    const copied = hasSelected || current === undefined ? target : onlyJob(current.id);
    const answer = await app.ask('downloads.paths', copied);
    if (answer !== undefined) await copyDiskPaths(app, answer.paths);
  };

  const onCommandKey = (event: KeyboardEvent): void => {
    if (event.key === 'a') {
      event.preventDefault();
      setSelected(selectAll(placeOf(0)));
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
      const canMove = isReorderable && current !== undefined && isWaiting(current);
      if (canMove && event.key === 'ArrowUp') moveTo(at - 1);
      if (canMove && event.key === 'ArrowDown') moveTo(at + 2);
    } else if (to !== undefined) {
      event.preventDefault();
      go(to, event);
    } else if (event.ctrlKey || event.metaKey) {
      onCommandKey(event);
    } else if (event.key === ' ' && current !== undefined) {
      event.preventDefault();
      setSelected(select(selected, { index: at, id: current.id }, 'toggle'));
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && hasSelected) {
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
    if (!isSelected(selected, id)) go(index, { shiftKey: false, ctrlKey: false, metaKey: false });
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

  if (page.of === nameOfList(listing) && page.total === 0) {
    return (
      <div className="empty">
        <h2>
          {search === ''
            ? downloadsMessages.nothingFound.inState
            : downloadsMessages.nothingFound.matches(search)}
        </h2>
        <p>
          {filter === 'failed'
            ? downloadsMessages.nothingFound.failed
            : downloadsMessages.nothingFound.others}
        </p>
      </div>
    );
  }
  return (
    <>
      <div
        ref={list.scroller}
        className="list-scroller jobs-scroller"
        data-still={(!isGoing && snapshot.active.length === 0) || undefined}
        data-untroubled={!page.rows.some(({ attempts }) => attempts > 0) || undefined}
      >
        <div
          className="list jobs"
          role="grid"
          aria-label={downloadsMessages.head.list}
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
            if (event.target === event.currentTarget && cursor === NOWHERE) setCursor(placeOf(0));
          }}
        >
          <JobListHead sort={sort} onSort={onSort} />
          <div className="jobs-space" role="rowgroup" style={{ height: list.height }}>
            {list.items.map(({ index, top }) => {
              const row = page.rows[index - page.offset];
              const pace = row && paces.get(row.id);
              return (
                <JobRowView
                  key={index}
                  row={row}
                  live={row && snapshot.active.find(({ id }) => id === row.id)}
                  rate={rateOf(pace, paces, snapshot)}
                  isStalled={isStalled(pace, nowMs)}
                  // Only rows with a countdown are drawn again each second.
                  nowMs={Math.min(nowMs, row?.retryAtMs ?? 0)}
                  phase={snapshot.phase}
                  index={index}
                  top={top}
                  isActive={index === at}
                  isSelected={row !== undefined && isSelected(selected, row.id)}
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
      {count > 1 ? (
        <SelectedBar count={count} target={target} actions={actions} onClear={selectNone} />
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
