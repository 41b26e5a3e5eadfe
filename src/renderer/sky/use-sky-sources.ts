import { useMemo } from 'react';
import type { SkySources } from '../sky-map/sky-scene.ts';
import { useSourceLists } from '../source-lists/source-lists.ts';

/** The list of sources that the user shows, ready to be drawn; null for none. */
export function useSkySources(): SkySources | null {
  const list = useSourceLists(({ lists, shownId }) => lists.find(({ id }) => id === shownId));
  return useMemo(() => {
    if (list === undefined) return null;
    const { raDeg, decDeg, names } = list;
    return { vectors: vectorsOf(raDeg, decDeg), nameAt: (index) => names.at(index) };
  }, [list]);
}

/** Unit vectors as x, y, z triples. A million of them take a twentieth of a second. */
function vectorsOf(raDeg: Float64Array, decDeg: Float64Array): Float64Array {
  const vectors = new Float64Array(raDeg.length * 3);
  for (let index = 0; index < raDeg.length; index += 1) {
    const ra = (raDeg[index]! * Math.PI) / 180;
    const dec = (decDeg[index]! * Math.PI) / 180;
    vectors[index * 3] = Math.cos(dec) * Math.cos(ra);
    vectors[index * 3 + 1] = Math.cos(dec) * Math.sin(ra);
    vectors[index * 3 + 2] = Math.sin(dec);
  }
  return vectors;
}
