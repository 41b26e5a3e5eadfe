import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { JobFilter, JobSort } from '#shared/downloads/job-row.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { formatBytes, formatCount, formatNumberOf } from '#shared/format/quantities.ts';
import { Icon } from '../ui/icons.tsx';
import { useApp } from '../app/use-app.ts';
import { useNow } from '../ui/use-now.ts';
import { JobList } from './job-list.tsx';
import { LeftQueues } from './left-queues.tsx';
import { NowStrip } from './now-strip.tsx';
import { Overall } from './overall.tsx';
import { useSizeOnly } from './use-size-only.ts';

const FILTERS: readonly { readonly filter: JobFilter; readonly name: string }[] = [
  { filter: 'all', name: 'All' },
  { filter: 'active', name: 'Active' },
  { filter: 'queued', name: 'Waiting' },
  { filter: 'paused', name: 'Paused' },
  { filter: 'waiting-for-auth', name: 'Sign-in' },
  { filter: 'done', name: 'Done' },
  { filter: 'size-only', name: 'Size only' },
  { filter: 'failed', name: 'Failed' },
];

export function DownloadsRoom(): ReactNode {
  const { queue, views } = useApp();
  const snapshot = useStore(queue, (watch) => watch.snapshot);
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
        <h2>{left.length > 0 ? 'Nothing queued for this output folder' : 'Nothing queued'}</h2>
        <LeftQueues left={left} />
        <p>
          Tick what you need in Browse, then choose Download. Files land in your output folder, in
          the survey’s own folders, each one checked before it gets its name.
        </p>
        <div className="actions">
          <button type="button" className="button" onClick={() => views.go('browse')}>
            Browse the files
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
        <div className="segments" role="group" aria-label="Show files by state">
          {FILTERS.filter(
            (each) => each.filter === 'all' || each.filter === filter || countIn(each.filter) > 0,
          ).map((each) => (
            <button
              key={each.filter}
              type="button"
              aria-pressed={each.filter === filter}
              onClick={() => setFilter(each.filter)}
            >
              {each.name} <span className="count">{formatCount(countIn(each.filter))}</span>
            </button>
          ))}
        </div>
        <span className="gap" />
        <Limits />
        <div className="small-search">
          <Icon name="search" size={13} />
          <input
            className="input"
            type="text"
            aria-label="Find in the queue"
            placeholder="Find in the queue"
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

/** The limits in force; they are set and explained in Settings. */
function Limits(): ReactNode {
  const { settings, views } = useApp();
  const now = useStore(settings, ({ current }) => current?.value ?? null);
  if (now === null) return null;
  const words = [
    `${formatNumberOf(now.parallel, 'file')} at once`,
    now.speedLimit === null ? 'no speed limit' : `at most ${formatBytes(now.speedLimit)}/s`,
    now.dailyLimit === null ? 'no daily budget' : `${formatBytes(now.dailyLimit)} a day`,
  ];
  return (
    <button
      type="button"
      className="button quiet small limits"
      title="Change the limits in Settings"
      onClick={() => views.go('settings')}
    >
      {words.join(' · ')}
    </button>
  );
}

function countOf({ totals }: QueueSnapshot, filter: Exclude<JobFilter, 'size-only'>): number {
  if (filter !== 'all')
    return totals[filter].files + (filter === 'active' ? totals.verifying.files : 0);
  return Object.values(totals).reduce((sum, { files }) => sum + files, 0);
}
