import { create } from 'zustand';
import type { RowSort } from '#shared/selavy/arrange-rows.ts';

export const CHARTS = ['none', 'histogram', 'scatter'] as const;
export type ChartKind = (typeof CHARTS)[number];

/** How tables are shown. It stays from one catalogue to the next, so that the same filter goes over all epochs. */
interface TablesState {
  readonly filter: string;
  readonly sort: RowSort | null;
  /** Names of the columns that are shown; null for the usual ones. */
  readonly shown: ReadonlySet<string> | null;
  readonly chart: ChartKind;
  /** Names of the columns of a chart. */
  readonly x: string;
  readonly y: string;
  readonly isLogarithmic: boolean;
}

export const useTables = create<TablesState>(() => ({
  filter: '',
  sort: null,
  shown: null,
  chart: 'none',
  x: 'flux_peak',
  y: 'flux_int',
  isLogarithmic: true,
}));

/** What most people look at first. */
export const USUAL_COLUMNS: ReadonlySet<string> = new Set([
  'component_id',
  'island_id',
  'component_name',
  'island_name',
  'n_components',
  'ra_deg_cont',
  'dec_deg_cont',
  'flux_peak',
  'flux_peak_err',
  'flux_int',
  'flux_int_err',
  'maj_axis',
  'min_axis',
  'pos_ang',
  'rms_image',
  'flag_c4',
]);
