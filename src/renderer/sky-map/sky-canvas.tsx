import { type ReactNode, useCallback } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { type Drawing, type Surface, useCanvas } from '../canvas/use-canvas.ts';
import { skyMapMessages } from '../messages/sky-map.ts';
import { type Palette, readPalette } from './palette.ts';
import { createSkyPainter } from './sky-painter.ts';
import { NO_POINTER, type SkyPointer, type SkyScene } from './sky-scene.ts';
import { type Frame, frameOf, type SkyView } from './sky-view.ts';

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
  const begin = useCallback(
    ({ element, pen, ask, scene: latest }: Surface<SkyScene>): Drawing => {
      const painter = createSkyPainter(pen, skyMapMessages.grid);
      let palette: Palette = readPalette(element);
      const stop = map.subscribe(ask);
      return {
        paint() {
          const { frame, pointer } = map.getState();
          return frame === null || painter.paint(frame, latest(), pointer, palette);
        },
        resize(size) {
          map.setState(({ view }) => ({ frame: frameOf(view, size) }));
        },
        restyle() {
          palette = readPalette(element);
        },
        end: stop,
      };
    },
    [map],
  );
  const { canvas } = useCanvas(scene, begin);
  return <canvas ref={canvas} className="sky-canvas" aria-hidden="true" />;
}
