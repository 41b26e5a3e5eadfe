import { useEffect, useState } from 'react';
import type { ListingChanges } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { useReconnections } from '../app/use-reconnections.ts';
import { askUntilAnswered } from '../transport/ask-until-answered.ts';

/** How the catalogue of this revision differs from an earlier listing; undefined until main has answered. */
export function useChanges(revision: number): ListingChanges['changes'] | undefined {
  const { api } = useApp();
  const reconnections = useReconnections();
  const [latest, setLatest] = useState<ListingChanges | null>(null);
  useEffect(
    () =>
      askUntilAnswered({
        ask: () => api.call('catalogue.changes', null),
        onAnswer: setLatest,
        isConnected: () => api.link.getState().state === 'open',
      }),
    [api, reconnections, revision],
  );
  return latest?.catalogueRevision === revision ? latest.changes : undefined;
}
