import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount, formatNumberOf } from '#shared/format/quantities.ts';
import type { ListingInfo } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { ListingMenu } from './listing-menu.tsx';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const SOURCES = {
  builtin: 'Built-in listing of',
  crawled: 'Listed on',
  imported: 'Imported on',
  demo: 'Demo survey, listed on',
} as const;

/** Where the listing is from, or how far a new one has come; and all that can be done with it. */
export function ListingLine(): ReactNode {
  const { listing, connection, ask } = useApp();
  const info = useStore(listing, ({ current }) => current?.value ?? null);
  const isConnected = useStore(connection, ({ current }) => current?.value.kind === 'connected');
  const [withLegacy, setWithLegacy] = useState(false);
  if (info === null) return null;
  if (info.crawl !== null) return <Crawl crawl={info.crawl} shown={shownWords(info)} />;
  const refresh = () => void ask('catalogue.refresh', { includeLegacy: withLegacy });
  return (
    <div className="listing-line">
      <ListingMenu
        info={info}
        label={labelOf(info)}
        isConnected={isConnected}
        withLegacy={withLegacy}
        onWithLegacy={setWithLegacy}
        onRefresh={refresh}
      />
      {info.source === 'builtin' && !isConnected && <span>sizes come with a connection</span>}
      {isConnected && (
        <button type="button" className="button quiet small" onClick={refresh}>
          List again
        </button>
      )}
    </div>
  );
}

function labelOf({ source, listedAtMs, files }: ListingInfo): string {
  return `${SOURCES[source]} ${DAY.format(listedAtMs)} · ${formatCount(files)} files`;
}

/** What is on view until a new listing is there. */
export function shownWords({ source, listedAtMs }: ListingInfo): string {
  const of = {
    builtin: 'the built-in listing, without sizes',
    crawled: `the listing of ${DAY.format(listedAtMs)}`,
    imported: 'the imported listing',
    demo: 'the demo’s list of names, without sizes',
  };
  return of[source];
}

/** What is below stays as it is until the new listing is whole: that has to be said, or it looks like the new one. */
function Crawl({
  crawl: { foldersDone, foldersFound, filesFound },
  shown,
}: {
  readonly crawl: NonNullable<ListingInfo['crawl']>;
  readonly shown: string;
}): ReactNode {
  return (
    <div className="listing-line" role="status">
      <span>
        <strong>Listing the folder</strong>: {formatCount(foldersDone)} of{' '}
        {formatCount(foldersFound)} folders so far, {formatNumberOf(filesFound, 'file')} found.
        Until it is done, this is {shown}.
      </span>
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${(foldersDone / Math.max(1, foldersFound)) * 100}%` }} />
      </span>
    </div>
  );
}
