import { create } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Field } from '#shared/survey/fields.ts';
import { firstMapState, type MapState } from '../sky-map/sky-canvas.tsx';
import type { Shown } from './field-facts.ts';
import type { Colouring } from './mark-fields.ts';

/** What the user has set in Sky. It lasts while other views are shown. */
interface SkySettings extends Shown {
  readonly colouring: Colouring;
  /** Whether a drag draws a lasso; else it moves the map. */
  readonly drawsLasso: boolean;
  /** Where a range of fields begins. */
  readonly anchor: Field | null;
}

export const useSky = create<SkySettings>(() => ({
  colouring: 'ticked',
  hiddenEpochs: new Set(),
  lastDay: null,
  drawsLasso: false,
  anchor: null,
}));

export const skyMap = createStore<MapState>(() => firstMapState());

export function toggleEpoch(epoch: string): void {
  useSky.setState(({ hiddenEpochs }) => {
    const next = new Set(hiddenEpochs);
    if (!next.delete(epoch)) next.add(epoch);
    return { hiddenEpochs: next };
  });
}
