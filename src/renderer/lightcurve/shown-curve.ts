import { createStore } from 'zustand/vanilla';
import type { Source } from '#shared/sources/source.ts';

interface ShownCurve {
  /** Id of the list that the source is of. */
  readonly list: string;
  readonly source: Source;
}

/** The light curve that Sources shows in place of its list; it stays while the user looks at another view. */
export const shownCurveStore = createStore<{ readonly shown: ShownCurve | null }>(() => ({
  shown: null,
}));
