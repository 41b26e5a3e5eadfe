import { createStore } from 'zustand/vanilla';
import type { ColourMapName } from '#shared/image/colour-maps.ts';
import type { Stretch } from '#shared/image/stretch.ts';

/** How all stamps are coloured. */
export interface WallLook {
  readonly stretch: Stretch;
  readonly map: Exclude<ColourMapName, 'diverging'>;
}

export const wallLookStore = createStore<WallLook>(() => ({ stretch: 'linear', map: 'grey' }));
