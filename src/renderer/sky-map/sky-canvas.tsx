import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { skyMapMessages } from '../messages/sky-map.ts';
import { type Palette, readPalette } from './palette.ts';
import { createSkyPainter } from './sky-painter.ts';
import { NO_POINTER, type SkyPointer, type SkyScene } from './sky-scene.ts';
import { type Frame, frameOf, type Size, type SkyView } from './sky-view.ts';

/** What a map shows and what points at it. It changes with every pointer event, so React takes no part in it. */
export interface MapState {
  readonly view: SkyView;
  readonly pointer: SkyPointer;
  /** Null until the map has been laid out. */
  readonly frame: Frame | null;
}

export type MapStore = StoreApi<MapState>;

export const WHOLE_SKY: SkyView = {
  // 19.5 h: no field lies across the edge.
  raDeg: 292.5,
  decDeg: 0,
  zoom: 1,
  allSky: 'mollweide',
};

export const firstMapState = (view: SkyView = WHOLE_SKY): MapState => ({
  view,
  pointer: NO_POINTER,
  frame: null,
});

/** Changes the view of a map, and its frame with it. */
export function showView(map: MapStore, view: SkyView): void {
  map.setState(({ frame }) => ({ view, frame: frame && frameOf(view, frame.size) }));
}

/** Draws a map of the sky at the resolution of the device. It is decoration: the element around it has a name and keys. */
export function SkyCanvas({
  map,
  scene,
}: {
  readonly map: MapStore;
  readonly scene: SkyScene;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(scene);
  const draw = useRef<() => void>(() => undefined);
  useEffect(() => {
    const element = canvas.current!;
    const context = element.getContext('2d')!;
    const painter = createSkyPainter(context, skyMapMessages.grid);
    let palette: Palette = readPalette(element);
    let asked = 0;
    const paint = (): void => {
      asked = 0;
      const { frame, pointer } = map.getState();
      if (frame === null) return;
      const isComplete = painter.paint(frame, latest.current, pointer, palette);
      if (!isComplete) ask();
    };
    const ask = (): void => {
      if (asked === 0) asked = requestAnimationFrame(paint);
    };
    draw.current = ask;
    const resize = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      const ratio = window.devicePixelRatio;
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const size: Size = { width, height };
      map.setState(({ view }) => ({ frame: frameOf(view, size) }));
      paint();
    };
    const sizes = new ResizeObserver(resize);
    sizes.observe(element);
    const themes = new MutationObserver(() => {
      palette = readPalette(element);
      ask();
    });
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    document.fonts.addEventListener('loadingdone', ask);
    const stop = map.subscribe(ask);
    return () => {
      stop();
      cancelAnimationFrame(asked);
      sizes.disconnect();
      themes.disconnect();
      document.fonts.removeEventListener('loadingdone', ask);
    };
  }, [map]);
  useLayoutEffect(() => {
    latest.current = scene;
    draw.current();
  }, [scene]);
  return <canvas ref={canvas} className="sky-canvas" aria-hidden="true" />;
}
