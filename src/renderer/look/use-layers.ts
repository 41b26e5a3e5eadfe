import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ColourMapName } from '#shared/image/colour-maps.ts';
import type { LimitsChoice } from '#shared/image/find-limits.ts';
import type { Limits } from '#shared/image/limits.ts';
import { unitFactor } from '#shared/image/unit-factor.ts';
import { useApp } from '../app/use-app.ts';
import { type Colourings, colouringsOf, scaled } from './colourings.ts';
import { type ImageLayer, type LayerState, openLayer } from './image-layer.ts';
import { useLook } from './look-store.ts';
import { mapOfImage } from './map-of-image.ts';
import type { SkyImage } from './sky-image.ts';
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

/** The colours of one image or of two by the user's choices, given to their layers. */
export function useColourings(layer: ImageLayer, otherLayer: ImageLayer | null): Colourings {
  const { choice, stretch, map, isInverted, otherColours } = useLook();
  const { unit } = useImage(layer) ?? { unit: '' };
  const otherImage = useImage(otherLayer);
  const limits = useLimits(layer, choice);
  useEffect(() => useLook.setState({ limits }), [limits]);
  const otherUnit = otherImage?.unit ?? '';
  // What is set by hand is in the unit of the first image.
  const otherChoice = useMemo<LimitsChoice>(() => {
    if (choice.kind !== 'fixed') return choice;
    const factor = unitFactor(unit, otherUnit);
    return factor === null
      ? { kind: 'zscale' }
      : { kind: 'fixed', limits: scaled(choice.limits, factor) };
  }, [choice, unit, otherUnit]);
  const otherLimits = useLimits(otherLayer, otherChoice);
  const ownMap = useOwnMap(layer) ?? 'grey';
  const otherMap = useOwnMap(otherLayer);
  const colourings = useMemo(() => {
    const look = { stretch, map, isInverted, otherColours };
    const second = otherMap && { ownMap: otherMap, unit: otherUnit, limits: otherLimits };
    return colouringsOf(look, { ownMap, unit, limits }, second);
  }, [
    stretch,
    map,
    isInverted,
    otherColours,
    ownMap,
    unit,
    limits,
    otherMap,
    otherUnit,
    otherLimits,
  ]);
  const { first, second } = colourings;
  useEffect(() => {
    if (first !== null) layer.setColouring(first);
  }, [first, layer]);
  useEffect(() => {
    if (second !== null) otherLayer?.setColouring(second);
  }, [second, otherLayer]);
  return colourings;
}

const NO_LAYER = createStore<Pick<LayerState, 'image' | 'hasOverview' | 'histogram'>>(() => ({
  image: null,
  hasOverview: false,
  histogram: null,
}));

/** The image of a layer; null until its header is read, and without a layer. */
export function useImage(layer: ImageLayer | null): SkyImage | null {
  return useStore(storeOf(layer), (state) => state.image);
}

function useOwnMap(layer: ImageLayer | null): ColourMapName | null {
  const image = useImage(layer);
  return layer && image && mapOfImage(layer.store.getState().path, image);
}

function useLimits(layer: ImageLayer | null, choice: LimitsChoice): Limits | null {
  const hasOverview = useStore(storeOf(layer), (state) => state.hasOverview);
  const histogram = useStore(storeOf(layer), (state) => state.histogram);
  const [found, setFound] = useState<{
    readonly of: ImageLayer;
    readonly limits: Limits | null;
  } | null>(null);
  useEffect(() => {
    if (layer === null || !hasOverview) return undefined;
    let isCurrent = true;
    void layer.limits(choice).then((limits) => {
      if (isCurrent) setFound({ of: layer, limits });
    });
    return () => {
      isCurrent = false;
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: with the histogram, percentiles are those of all pixels.
  }, [layer, hasOverview, choice, histogram]);
  return found?.of === layer ? found.limits : null;
}

function storeOf(
  layer: ImageLayer | null,
): StoreApi<Pick<LayerState, 'image' | 'hasOverview' | 'histogram'>> {
  return layer?.store ?? NO_LAYER;
}
