import { useEffect, useState } from 'react';
import type { FieldEpochs } from '#shared/catalogue/field-epochs.ts';
import { useApp } from '../app/use-app.ts';
import type { SourceList } from '../source-lists/source-list.ts';
import { positionsFor } from './select-sources.ts';

/** Fields and epochs that see the selected sources, or any if none is selected. Null until the worker has answered. */
export function useSeen(
  list: SourceList,
  selected: ReadonlySet<number>,
): readonly FieldEpochs[] | null {
  const { sources } = useApp();
  const [found, setFound] = useState<{
    readonly of: ReadonlySet<number>;
    readonly seen: readonly FieldEpochs[];
  } | null>(null);
  useEffect(() => {
    if (selected.size === 0) return undefined;
    let isWanted = true;
    void sources.reader
      .call('seen', positionsFor(list, selected))
      .then((seen) => isWanted && setFound({ of: selected, seen }))
      .catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [sources, list, selected]);
  if (selected.size === 0) return list.seen;
  return found?.of === selected ? found.seen : null;
}
