import { useEffect, useMemo, useState } from 'react';
import { type Bitset, createBitset, hasBit } from '#shared/catalogue/bitset.ts';
import type { FileStates } from '#shared/ipc/contract.ts';
import { byteOf } from '#shared/library/file-state.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { askUntilAnswered } from '../transport/ask-until-answered.ts';
import { useApp } from './use-app.ts';
import { useReconnections } from './use-reconnections.ts';

const NOTHING = { revision: null, onDisk: createBitset(0) };

/**
 * The state of each file of the catalogue: one byte a row, an index of FILE_STATES. Until main has answered for this
 * catalogue, these are the files on disk.
 */
export function useFileStates(browsed: Pick<Browsed, 'revision' | 'onDisk'> | null): Uint8Array {
  const { revision, onDisk } = browsed ?? NOTHING;
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

/** The states that are known before main has answered: which files are on disk. */
export function statesOnDisk(onDisk: Bitset): Uint8Array {
  const states = new Uint8Array(onDisk.length);
  for (let file = 0; file < onDisk.length; file += 1) {
    if (hasBit(onDisk, file)) states[file] = byteOf('on-disk');
  }
  return states;
}
