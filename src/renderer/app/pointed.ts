import { create } from 'zustand';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { App } from './app.ts';
import { lookAt } from './looked.ts';

/** A position that another view shall show, ICRS; each view takes its own, once. */
interface Pointed {
  readonly sky: SkyPosition | null;
  readonly look: SkyPosition | null;
}

export const usePointed = create<Pointed>(() => ({ sky: null, look: null }));

/** Shows a position on the map of the sky. */
export function showOnSky({ views }: Pick<App, 'views'>, position: SkyPosition): void {
  usePointed.setState({ sky: position });
  views.go('sky');
}

/** Shows a position in an image that is on disk. */
export function showInImage(app: Pick<App, 'views'>, path: string, position: SkyPosition): void {
  usePointed.setState({ look: position });
  lookAt(app, path);
}
