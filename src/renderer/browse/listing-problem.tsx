import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ConnectionProblem, ConnectionState } from '#shared/ipc/connection-state.ts';
import { Notice } from '../ui/notice.tsx';
import { useApp } from '../app/use-app.ts';
import { shownWords } from './listing-line.tsx';
import { browseMessages } from '../messages/browse.ts';

/** Shows why the listing on view is not the current one of the remote folder. Null while it is. */
export function ListingProblem(): ReactNode {
  const { connection, listing, views, ask } = useApp();
  const state = useStore(connection, ({ current }) => current?.value ?? null);
  const info = useStore(listing, ({ current }) => current?.value ?? null);
  if (state === null || info === null) return null;
  const refusal = refusalOf(state);
  if (refusal !== null) {
    return (
      <Notice
        tone="problem"
        title={
          state.kind === 'interrupted'
            ? browseMessages.listing.interrupted
            : browseMessages.listing.notConnected
        }
      >
        {refusal.message} {browseMessages.listing.untilConnected(shownWords(info))}{' '}
        <button type="button" className="button small" onClick={() => views.go('connect')}>
          {browseMessages.listing.connectAgain}
        </button>
      </Notice>
    );
  }
  if (info.problem === undefined || info.crawl !== null || state.kind !== 'connected') return null;
  return (
    <Notice tone="problem" title={browseMessages.listing.notListed}>
      {info.problem.message} {browseMessages.listing.untilListed(shownWords(info))}{' '}
      <button
        type="button"
        className="button small"
        onClick={() => void ask('catalogue.refresh', { includeLegacy: false })}
      >
        {browseMessages.listing.listAgain}
      </button>
    </Notice>
  );
}

function refusalOf(state: ConnectionState): ConnectionProblem | null {
  return state.kind === 'interrupted' || state.kind === 'disconnected' ? state.problem : null;
}
