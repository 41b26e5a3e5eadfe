import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Size } from './point.ts';

/** A canvas that is laid out. */
export interface Surface<Scene> {
  readonly element: HTMLCanvasElement;
  readonly pen: CanvasRenderingContext2D;
  /** What React wants to be drawn now. */
  readonly scene: () => Scene;
  /** Draws in the next frame, however often it is called until then. */
  readonly ask: () => void;
}

/** What draws on a canvas. */
export interface Drawing {
  /** @returns whether all is drawn; else it is called again in the next frame */
  paint(): boolean;
  /** Called before the first drawing, and whenever the canvas changes its size. It is drawn afterwards. */
  resize(size: Size): void;
  /** The theme changed: colours are to be read again. */
  restyle(): void;
  /** Ends what `begin` began. */
  end(): void;
}

/**
 * Draws on a canvas at the resolution of the device: at once in a new size, and once a frame for all that changes.
 *
 * @param begin begins the drawing; another function ends it and begins again
 */
export function useCanvas<Scene>(
  scene: Scene,
  begin: (surface: Surface<Scene>) => Drawing,
): { readonly canvas: RefObject<HTMLCanvasElement | null>; readonly draw: () => void } {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(scene);
  const asking = useRef<() => void>(() => undefined);
  const draw = useRef(() => asking.current()).current;
  useEffect(() => {
    const element = canvas.current!;
    const pen = element.getContext('2d')!;
    let asked = 0;
    const ask = (): void => {
      if (asked === 0) asked = requestAnimationFrame(paint);
    };
    const drawing = begin({ element, pen, ask, scene: () => latest.current });
    const paint = (): void => {
      asked = 0;
      if (!drawing.paint()) ask();
    };
    const resize = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      const ratio = window.devicePixelRatio;
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawing.resize({ width, height });
      paint();
    };
    const sizes = new ResizeObserver(resize);
    sizes.observe(element);
    const themes = new MutationObserver(() => {
      drawing.restyle();
      ask();
    });
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    document.fonts.addEventListener('loadingdone', ask);
    asking.current = ask;
    return () => {
      drawing.end();
      cancelAnimationFrame(asked);
      sizes.disconnect();
      themes.disconnect();
      document.fonts.removeEventListener('loadingdone', ask);
    };
  }, [begin]);
  useLayoutEffect(() => {
    latest.current = scene;
    draw();
  }, [scene, draw]);
  return { canvas, draw };
}
