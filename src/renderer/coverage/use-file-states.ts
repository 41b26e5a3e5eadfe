import { useEffect, useMemo, useState } from 'react';
import type { FileStates } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { useReconnections } from '../app/use-reconnections.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { askUntilAnswered } from '../transport/ask-until-answered.ts';
import { statesOnDisk } from './tick-cells.ts';

/**
 * The state of each file of the catalogue: one byte a row, an index of FILE_STATES. Until main has answered for this
 * catalogue, these are the files on disk.
 */
export function useFileStates({ revision, onDisk }: Browsed): Uint8Array {
  const { api } = useApp();
  const reconnections = useReconnections();
  const [changes, setChanges] = useState(0);
  const [latest, setLatest] = useState<FileStates | null>(null);
  useEffect(
    () => api.on('library.fileStatesChanged', () => setChanges((before) => before + 1)),
    [api],
  );
  useEffect(
    () =>
      askUntilAnswered({
        ask: () => api.call('library.fileStates', null),
        onAnswer: setLatest,
        isConnected: () => api.link.getState().state === 'open',
      }),
    [api, reconnections, revision, changes],
  );
  const known = latest?.catalogueRevision === revision ? latest.states : null;
  return useMemo(() => known ?? statesOnDisk(onDisk), [known, onDisk]);
}
