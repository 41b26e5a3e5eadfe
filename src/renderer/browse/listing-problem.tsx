import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ConnectionProblem, ConnectionState } from '#shared/ipc/connection-state.ts';
import { Notice } from '../ui/notice.tsx';
import { useApp } from '../app/use-app.ts';
import { shownWords } from './listing-line.tsx';

/** Why the listing on view is not the folder's own: said here, since this is where people look. */
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
        title={state.kind === 'interrupted' ? 'Interrupted.' : 'Not connected.'}
      >
        {refusal.message} Until you connect again, this is {shownWords(info)}.{' '}
        <button type="button" className="button small" onClick={() => views.go('connect')}>
          Connect again
        </button>
      </Notice>
    );
  }
  if (info.problem === undefined || info.crawl !== null || state.kind !== 'connected') return null;
  return (
    <Notice tone="problem" title="The folder could not be listed.">
      {info.problem.message} Until it is, this is {shownWords(info)}.{' '}
      <button
        type="button"
        className="button small"
        onClick={() => void ask('catalogue.refresh', { includeLegacy: false })}
      >
        List again
      </button>
    </Notice>
  );
}

function refusalOf(state: ConnectionState): ConnectionProblem | null {
  return state.kind === 'interrupted' || state.kind === 'disconnected' ? state.problem : null;
}
