import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { JobFilter, JobSort } from '#shared/downloads/job-row.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { formatCount } from '#shared/format/quantities.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { addingStore } from '../app/adding.ts';
import { Icon } from '../ui/icons.tsx';
import { useApp } from '../app/use-app.ts';
import { useNow } from '../ui/use-now.ts';
import { JobList } from './job-list.tsx';
import { LeftQueues } from './left-queues.tsx';
import { NowStrip } from './now-strip.tsx';
import { Overall } from './overall.tsx';
import { useSizeOnly } from './use-size-only.ts';

const FILTERS = [
  'all',
  'active',
  'queued',
  'paused',
  'waiting-for-auth',
  'done',
  'size-only',
  'failed',
] as const satisfies readonly JobFilter[];

function emptyTitle(adding: number, hasLeft: boolean): string {
  const { empty } = downloadsMessages;
  if (adding > 0) return empty.adding(adding);
  return hasLeft ? empty.titleWithLeft : empty.title;
}

export function DownloadsView(): ReactNode {
  const { queue, views } = useApp();
  const snapshot = useStore(queue, (watch) => watch.snapshot);
  const adding = useStore(addingStore, ({ files }) => files);
  const [filter, setFilter] = useState<JobFilter>('all');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<JobSort | null>(null);
  const sizeOnly = useSizeOnly(snapshot?.totals.done.files ?? 0);
  if (snapshot === null) return null;
  const { left = [] } = snapshot;
  const countIn = (each: JobFilter) => (each === 'size-only' ? sizeOnly : countOf(snapshot, each));
  if (countOf(snapshot, 'all') === 0) {
    return (
      <div className="empty">
        <h2>{emptyTitle(adding, left.length > 0)}</h2>
        <LeftQueues left={left} />
        <p>{downloadsMessages.empty.hint}</p>
        <div className="actions">
          <button type="button" className="button" onClick={() => views.go('browse')}>
            {downloadsMessages.empty.browse}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div className="downloads">
      <LeftQueues left={left} />
      <Overall snapshot={snapshot} sizeOnly={sizeOnly} />
      <Now snapshot={snapshot} />
      <div className="downloads-tools">
        <div className="segments" role="group" aria-label={downloadsMessages.filters.group}>
          {FILTERS.filter((each) => each === 'all' || each === filter || countIn(each) > 0).map(
            (each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === filter}
                onClick={() => setFilter(each)}
              >
                {downloadsMessages.filters[each]}{' '}
                <span className="count">{formatCount(countIn(each))}</span>
              </button>
            ),
          )}
        </div>
        <span className="gap" />
        <Limits />
        <div className="small-search">
          <Icon name="search" size={13} />
          <input
            className="input"
            type="text"
            aria-label={downloadsMessages.find}
            placeholder={downloadsMessages.find}
            spellCheck={false}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </div>
      </div>
      <JobList
        key={filter}
        filter={filter}
        search={search.trim()}
        sort={sort}
        onSort={setSort}
        snapshot={snapshot}
      />
    </div>
  );
}

function Now({ snapshot }: { readonly snapshot: QueueSnapshot }): ReactNode {
  const nowMs = useNow(snapshot.active.length > 0);
  const { settings } = useApp();
  const parallel = useStore(settings, ({ current }) => current?.value.parallel ?? 0);
  return <NowStrip snapshot={snapshot} parallel={parallel} nowMs={nowMs} />;
}

/** The present limits; they are set and explained in Settings. */
function Limits(): ReactNode {
  const { settings, views } = useApp();
  const now = useStore(settings, ({ current }) => current?.value ?? null);
  if (now === null) return null;
  const limits = [
    downloadsMessages.limits.parallel(now.parallel),
    downloadsMessages.limits.speed(now.speedLimit),
    downloadsMessages.limits.daily(now.dailyLimit),
  ];
  return (
    <button
      type="button"
      className="button quiet small limits"
      title={downloadsMessages.limits.change}
      onClick={() => views.go('settings')}
    >
      {limits.join(' · ')}
    </button>
  );
}

function countOf({ totals }: QueueSnapshot, filter: Exclude<JobFilter, 'size-only'>): number {
  if (filter !== 'all')
    return totals[filter].files + (filter === 'active' ? totals.verifying.files : 0);
  return Object.values(totals).reduce((sum, { files }) => sum + files, 0);
}
