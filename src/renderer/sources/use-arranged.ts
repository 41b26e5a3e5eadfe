import { useEffect, useRef, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import type { SourceSort } from '../source-lists/worker-calls.ts';
import type { SourceList } from '../source-lists/source-list.ts';

export interface Arranged {
  /** Indexes of the sources that are found, in their order; null for all as the table has them. */
  readonly sources: Uint32Array | null;
  /** Whether the worker is still at it. */
  readonly isPending: boolean;
}

interface Found {
  readonly of: {
    readonly list: SourceList;
    readonly text: string;
    readonly sort: SourceSort | null;
  };
  readonly sources: Uint32Array;
}

/**
 * Sources of a list that have a text, sorted by the worker. Until it answers, the former ones stay; it is given the
 * latest text only when it has answered for the one before.
 */
export function useArranged(list: SourceList, text: string, sort: SourceSort | null): Arranged {
  const { sources } = useApp();
  const isWhole = text.trim() === '' && sort === null;
  const isBusy = useRef(false);
  const [found, setFound] = useState<Found | null>(null);
  const isFound = found?.of.list === list && found.of.text === text && found.of.sort === sort;
  useEffect(() => {
    if (isWhole || isFound || isBusy.current) return;
    const of = { list, text, sort };
    isBusy.current = true;
    const { nameColumn: names, raDeg, decDeg } = list;
    void sources.reader
      .call('arrange', { names, raDeg, decDeg, text, sort })
      .catch(() => new Uint32Array())
      .then((answer) => {
        isBusy.current = false;
        setFound({ of, sources: answer });
      });
  }, [sources, list, text, sort, isWhole, isFound, found]);
  if (isWhole) return { sources: null, isPending: false };
  return {
    sources: found?.of.list === list ? found.sources : null,
    isPending: !isFound,
  };
}
