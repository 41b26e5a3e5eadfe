import { useMemo } from 'react';
import { createSkySources, type SkySources } from '../sky-map/sky-sources.ts';
import { useSourceLists } from '../source-lists/source-lists.ts';

/** The list of sources that the user shows, ready to be drawn; null for none. */
export function useSkySources(): SkySources | null {
  const list = useSourceLists(({ lists, shownId }) => lists.find(({ id }) => id === shownId));
  return useMemo(() => {
    if (list === undefined) return null;
    const { raDeg, decDeg, names } = list;
    return createSkySources(raDeg, decDeg, (index) => names.at(index));
  }, [list]);
}
