import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { ImageLayer } from './image-layer.ts';
import { linkedPixel, type SkyImage } from './sky-image.ts';
import { useLookMap } from './look-store.ts';
import { paintImage } from './paint-image.ts';
import {
  type MarkedSources,
  type OverlayPalette,
  paintOverlay,
  readOverlayPalette,
} from './paint-overlay.ts';
import { fitted, type ImageView } from './viewport.ts';
import { levelFor, visibleTiles } from './visible-tiles.ts';

export interface CanvasScene {
  /** What is drawn. */
  readonly layer: ImageLayer;
  readonly image: SkyImage;
  /** The image that the common view is of. */
  readonly main: SkyImage;
  readonly mainPath: string;
  readonly showsGrid: boolean;
  readonly sources: MarkedSources | null;
}

/** Draws an image at the resolution of the device. It is decoration: the element around it has a name and keys. */
export function ImageCanvas({ scene }: { readonly scene: CanvasScene }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(scene);
  const draw = useRef<() => void>(() => undefined);
  useEffect(() => {
    const element = canvas.current!;
    const pen = element.getContext('2d')!;
    let palette: OverlayPalette = readOverlayPalette(element);
    let asked = 0;
    const paint = (): void => {
      asked = 0;
      const { layer, image, main, showsGrid, sources } = latest.current;
      const { view: mainView, cursor, isReticle } = useLookMap.getState();
      const size = { width: element.clientWidth, height: element.clientHeight };
      if (mainView === null || size.width === 0) return;
      const view = image === main ? mainView : linkedView(main, image, mainView);
      pen.clearRect(0, 0, size.width, size.height);
      if (view === null) return;
      const frame = { view, size };
      const ratio = pen.getTransform().a;
      const level = levelFor(image, view.scale, ratio);
      layer.want(visibleTiles(image, frame, level));
      paintImage(pen, frame, image, layer.drawn(), level);
      const reticle = cursor === null || !isReticle ? null : cursor;
      paintOverlay(
        pen,
        frame,
        {
          sky: image.sky,
          showsGrid,
          beam: image.beam,
          sources,
          reticle: reticle === null || image === main ? reticle : linkedPixel(main, image, reticle),
        },
        palette,
      );
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
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      const { main, mainPath } = latest.current;
      if (useLookMap.getState().path !== mainPath) {
        const view = fitted(main, { width, height });
        useLookMap.setState({ path: mainPath, view, cursor: null, isReticle: false });
      }
      paint();
    };
    const sizes = new ResizeObserver(resize);
    sizes.observe(element);
    const themes = new MutationObserver(() => {
      palette = readOverlayPalette(element);
      ask();
    });
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const stop = useLookMap.subscribe(ask);
    return () => {
      stop();
      cancelAnimationFrame(asked);
      sizes.disconnect();
      themes.disconnect();
    };
  }, []);
  useLayoutEffect(() => {
    latest.current = scene;
    draw.current();
  }, [scene]);
  const { layer } = scene;
  useEffect(() => layer.onDrawn(() => draw.current()), [layer]);
  return <canvas ref={canvas} className="look-canvas" aria-hidden="true" />;
}

/** The view of another image that shows the same sky; null where it has none of it. */
function linkedView(main: SkyImage, image: SkyImage, view: ImageView): ImageView | null {
  const centre = linkedPixel(main, image, view);
  if (centre === null || main.sky === null || image.sky === null) return null;
  return { ...centre, scale: (view.scale * image.sky.pixelDeg) / main.sky.pixelDeg };
}
