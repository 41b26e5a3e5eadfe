import { createStore } from 'zustand/vanilla';
import type { ColourMapName } from '#shared/image/colour-maps.ts';
import type { Limits } from '#shared/image/limits.ts';
import type { Stretch } from '#shared/image/stretch.ts';

/** How all stamps are coloured. */
export interface WallLook {
  readonly stretch: Stretch;
  readonly map: Exclude<ColourMapName, 'diverging'>;
  /** Limits that the user set, by key of the row; the other rows find their own. */
  readonly fixed: Readonly<Record<string, Limits>>;
}

export const wallLookStore = createStore<WallLook>(() => ({
  stretch: 'linear',
  map: 'grey',
  fixed: {},
}));

/** Sets the limits of a row; null gives it those of its pixels again. */
export function fixLimits(row: string, limits: Limits | null): void {
  wallLookStore.setState(({ fixed }) => {
    const { [row]: _, ...rest } = fixed;
    return { fixed: limits === null ? rest : { ...rest, [row]: limits } };
  });
}
