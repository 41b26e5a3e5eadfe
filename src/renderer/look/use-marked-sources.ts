import { useMemo } from 'react';
import { useSourceLists } from '../source-lists/source-lists.ts';
import { type MarkedSources, pixelsOf } from './marked-pixels.ts';
import type { SkyImage } from './sky-image.ts';

/** The sources of the user's list on view, in the pixels of an image; null for none. */
export function useMarkedSources(image: SkyImage | null, isShown: boolean): MarkedSources | null {
  const list = useSourceLists(({ lists, shownId }) => lists.find(({ id }) => id === shownId));
  return useMemo(() => {
    const sky = image?.sky;
    if (list === undefined || sky == null || !isShown) return null;
    const { names } = list;
    return { pixels: pixelsOf(sky, list), nameAt: (index) => names.at(index) ?? `${index + 1}` };
  }, [list, image, isShown]);
}
