import { type ReactNode, useEffect } from 'react';
import { followPointer } from '../canvas/follow-pointer.ts';
import type { Point } from '../canvas/point.ts';
import { type Drawing, type Surface, useCanvas } from '../canvas/use-canvas.ts';
import type { ImageLayer } from './image-layer.ts';
import { mapAfterResize } from './map-after-resize.ts';
import { linkedPixel, linkedView, type SkyImage } from './sky-image.ts';
import { useLookMap } from './look-store.ts';
import { paintImage } from './paint-image.ts';
import type { MarkedSources } from './marked-pixels.ts';
import { type OverlayPalette, readOverlayPalette } from './overlay-pen.ts';
import { paintOverlay } from './paint-overlay.ts';
import { type Frame, type ImageView, moved, onImage, toImage, zoomed } from './viewport.ts';
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
  /** Of the image's own catalogue. */
  readonly components: MarkedSources | null;
}

/** Draws an image, and takes the pointer. It is decoration: the element around it has a name and keys. */
export function ImageCanvas({ scene }: { readonly scene: CanvasScene }): ReactNode {
  const { canvas, draw } = useCanvas(scene, begin);
  const { layer } = scene;
  useEffect(() => layer.onDrawn(draw), [layer, draw]);
  return <canvas ref={canvas} className="look-canvas" aria-hidden="true" />;
}

function begin({ element, pen, ask, scene }: Surface<CanvasScene>): Drawing {
  let palette: OverlayPalette = readOverlayPalette(element);
  const stop = useLookMap.subscribe(ask);
  const leave = takePointer(element, scene);
  return {
    paint() {
      const { layer, image, main, showsGrid, sources, components } = scene();
      const { cursor, isReticle } = useLookMap.getState();
      const frame = frameOf(element, scene());
      pen.clearRect(0, 0, element.clientWidth, element.clientHeight);
      if (frame === null) return true;
      const level = levelFor(image, frame.view.scale, pen.getTransform().a);
      layer.want(visibleTiles(image, frame, level));
      paintImage(pen, frame, image, layer.drawn(), level);
      const pixel = cursor === null || image === main ? cursor : linkedPixel(main, image, cursor);
      const component = paintOverlay(
        pen,
        frame,
        {
          sky: image.sky,
          showsGrid,
          beam: image.beam,
          sources,
          components,
          cursor: pixel,
          isReticle,
        },
        palette,
      );
      if (image === main && component !== useLookMap.getState().component) {
        useLookMap.setState({ component });
      }
      return true;
    },
    resize(size) {
      const { main, mainPath } = scene();
      useLookMap.setState((map) => mapAfterResize(map, mainPath, main, size));
    },
    restyle() {
      palette = readOverlayPalette(element);
    },
    end() {
      stop();
      leave();
    },
  };
}

/** What a canvas shows now: of another image than the main one the same sky. Null where there is none of it. */
function frameOf(element: HTMLElement, { image, main }: CanvasScene): Frame | null {
  const { view: mainView } = useLookMap.getState();
  const size = { width: element.clientWidth, height: element.clientHeight };
  if (mainView === null || size.width === 0) return null;
  const view = image === main ? mainView : linkedView(main, image, mainView);
  return view && { view, size };
}

/** Moves and zooms the common view, and puts the cursor on the pixel under the pointer. */
function takePointer(element: HTMLElement, scene: () => CanvasScene): () => void {
  const show = (next: ImageView): void => {
    const { image, main } = scene();
    const view = image === main ? next : linkedView(image, main, next);
    if (view !== null) useLookMap.setState({ view: onImage(view, main) });
  };
  const hover = (at: Point): void => {
    const { image, main } = scene();
    const frame = frameOf(element, scene());
    if (frame === null) return;
    const pixel = toImage(frame, at);
    const cursor = image === main ? pixel : linkedPixel(image, main, pixel);
    useLookMap.setState({ cursor, isReticle: false });
  };
  return followPointer(element, {
    hover(at) {
      if (at !== null) hover(at);
      else if (!useLookMap.getState().isReticle) useLookMap.setState({ cursor: null });
    },
    drag({ last, at }) {
      const frame = frameOf(element, scene());
      if (frame !== null) show(moved(frame.view, at.x - last.x, at.y - last.y));
      hover(at);
    },
    zoom(factor, at) {
      const frame = frameOf(element, scene());
      if (frame !== null) show(zoomed(frame, factor, at, scene().image));
      hover(at);
    },
  });
}
