import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { centredLimits } from '#shared/image/find-limits.ts';
import { isCentredMap } from '#shared/image/colour-maps.ts';
import type { Colouring } from '#shared/image/paint.ts';
import { useApp } from '../app/use-app.ts';
import { type ImageLayer, openLayer } from './image-layer.ts';
import { useLook } from './look-store.ts';
import { mapOfImage } from './map-of-image.ts';
import { startTilePainter, type TilePainter } from './tile-painter.ts';

/** The worker that colours tiles, for as long as a view is shown. */
export function useTilePainter(): TilePainter | null {
  const [painter, setPainter] = useState<TilePainter | null>(null);
  useEffect(() => {
    const started = startTilePainter();
    setPainter(started);
    return () => started.end();
  }, []);
  return painter;
}

/** An image on disk, open while the path stays; null without one. @param attempt another number opens it again */
export function useLayer(
  painter: TilePainter | null,
  path: string | null,
  attempt: number,
): ImageLayer | null {
  const { api } = useApp();
  const [layer, setLayer] = useState<ImageLayer | null>(null);
  useEffect(() => {
    if (painter === null || path === null) return undefined;
    const opened = openLayer(api, painter, path);
    setLayer(opened);
    return () => {
      setLayer(null);
      opened.close();
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens it again.
  }, [api, painter, path, attempt]);
  return layer;
}

/** The colours of an image by the user's choices, given to all layers; null until limits are found. */
export function useColouring(layer: ImageLayer, others: readonly ImageLayer[]): Colouring | null {
  const { choice, stretch, map: chosen, isInverted, limits } = useLook();
  const image = useStore(layer.store, (state) => state.image);
  const map = chosen ?? mapOfImage(layer.store.getState().path, image);
  const hasOverview = useStore(layer.store, (state) => state.hasOverview);
  const histogram = useStore(layer.store, (state) => state.histogram);
  useEffect(() => {
    if (!hasOverview) return undefined;
    let isCurrent = true;
    void layer.limits(choice).then((found) => {
      if (isCurrent) useLook.setState({ limits: found });
    });
    return () => {
      isCurrent = false;
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: with the histogram, percentiles are those of all pixels.
  }, [layer, hasOverview, choice, histogram]);
  const colouring = useMemo<Colouring | null>(() => {
    if (limits === null) return null;
    const used = isCentredMap(map) ? centredLimits(limits) : limits;
    return { limits: used, stretch, map, isInverted };
  }, [limits, stretch, map, isInverted]);
  useEffect(() => {
    if (colouring === null) return;
    for (const each of [layer, ...others]) each.setColouring(colouring);
  }, [colouring, layer, others]);
  return colouring;
}
