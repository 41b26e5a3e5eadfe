import { useMemo } from 'react';
import { useSourceLists } from '../source-lists/source-lists.ts';
import type { MarkedSources } from './paint-overlay.ts';
import type { SkyImage } from './sky-image.ts';

/** The sources of the user's list on view, in the pixels of an image; null for none. */
export function useMarkedSources(image: SkyImage | null, isShown: boolean): MarkedSources | null {
  const list = useSourceLists(({ lists, shownId }) => lists.find(({ id }) => id === shownId));
  return useMemo(() => {
    const sky = image?.sky;
    if (list === undefined || sky == null || !isShown) return null;
    const { raDeg, decDeg, names } = list;
    const pixels = new Float64Array(raDeg.length * 2).fill(Number.NaN);
    for (let index = 0; index < raDeg.length; index += 1) {
      const position = sky.fromIcrs({ raDeg: raDeg[index]!, decDeg: decDeg[index]! });
      const pixel = position && sky.toPixel(position);
      if (pixel === null) continue;
      pixels[2 * index] = pixel.x;
      pixels[2 * index + 1] = pixel.y;
    }
    return { pixels, nameAt: (index) => names.at(index) ?? `${index + 1}` };
  }, [list, image, isShown]);
}
