import { useEffect } from 'react';
import { usePointed } from '../app/pointed.ts';
import { useLookMap } from './look-store.ts';
import type { SkyImage } from './sky-image.ts';

/** Shows the position that another view has asked for, in the middle, with the reticle on it. */
export function usePointedIn(image: SkyImage | null, path: string): void {
  const position = usePointed(({ look }) => look);
  useEffect(() => {
    if (position === null || image === null) return undefined;
    const own = image.sky?.fromIcrs(position) ?? null;
    const pixel = own === null ? null : (image.sky?.toPixel(own) ?? null);
    const show = (): boolean => {
      const { path: shown, view } = useLookMap.getState();
      // The canvas fits the image into its area first.
      if (shown !== path || view === null) return false;
      usePointed.setState({ look: null });
      if (pixel === null) return true;
      // One pixel of the image to one of the page, unless the image is closer already.
      const next = { ...view, ...pixel, scale: Math.max(1, view.scale) };
      useLookMap.setState({ view: next, cursor: pixel, isReticle: true });
      return true;
    };
    if (show()) return undefined;
    const stop = useLookMap.subscribe(() => {
      if (show()) stop();
    });
    return stop;
  }, [position, image, path]);
}
