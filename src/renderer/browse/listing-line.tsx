import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { ListingInfo } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { ListingMenu } from './listing-menu.tsx';
import { browseMessages } from '../messages/browse.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** The source of the listing and its menu, or the progress of a new one. */
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
      {info.source === 'builtin' && !isConnected && (
        <span>{browseMessages.listing.sizesComeLater}</span>
      )}
      {isConnected && (
        <button type="button" className="button quiet small" onClick={refresh}>
          {browseMessages.listing.listAgain}
        </button>
      )}
    </div>
  );
}

function labelOf({ source, listedAtMs, files }: ListingInfo): string {
  return browseMessages.listing.of(source, DAY.format(listedAtMs), files);
}

/** Names the listing on view; completes “this is …”. */
export function shownWords({ source, listedAtMs }: ListingInfo): string {
  return browseMessages.listing.shown(source, DAY.format(listedAtMs));
}

/** The progress of a new listing. Its text mentions that the tree still shows the earlier one. */
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
        <strong>{browseMessages.listing.crawling}</strong>
        {browseMessages.listing.crawled(foldersDone, foldersFound, filesFound, shown)}
      </span>
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${(foldersDone / Math.max(1, foldersFound)) * 100}%` }} />
      </span>
    </div>
  );
}
