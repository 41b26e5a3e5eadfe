import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#shared/format/quantities.ts';
import { useApp } from '../app/use-app.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const SOURCES = {
  builtin: 'Built-in listing of',
  crawled: 'Listed on',
  imported: 'Imported on',
  demo: 'Demo survey, listed on',
} as const;

/** Where the listing is from, or how far a new one has come. */
export function ListingLine(): ReactNode {
  const { listing, connection, ask } = useApp();
  const info = useStore(listing, ({ current }) => current?.value ?? null);
  const isConnected = useStore(connection, ({ current }) => current?.value.kind === 'connected');
  if (info === null) return null;
  if (info.crawl !== null) {
    const { foldersDone, foldersFound, filesFound } = info.crawl;
    return (
      <div className="listing-line" role="status">
        <span>
          Listing: {formatCount(foldersDone)} of {formatCount(foldersFound)} folders found so far,{' '}
          {formatCount(filesFound)} files
        </span>
        <span className="bar" aria-hidden="true">
          <i style={{ width: `${(foldersDone / Math.max(1, foldersFound)) * 100}%` }} />
        </span>
      </div>
    );
  }
  return (
    <div className="listing-line">
      <span>
        {SOURCES[info.source]} {DAY.format(info.listedAtMs)} · {formatCount(info.files)} files
        {info.source === 'builtin' && ' · sizes come with a connection'}
      </span>
      {isConnected && (
        <button
          type="button"
          className="button quiet small"
          onClick={() => void ask('catalogue.refresh', { includeLegacy: false })}
        >
          List again
        </button>
      )}
    </div>
  );
}
