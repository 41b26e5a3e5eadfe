import type { Axis } from './axes.ts';

/** Flux density of one measurement over that of another. */
export const RATIO: Axis = { label: 'ratio', from: 0.4, to: 1.8 };

export const FLUX: Axis = { label: 'log10 flux (mJy)', from: 0, to: 3.5 };

/** Of a source from the centre of its field. */
export const DISTANCE: Axis = { label: 'distance (deg)', from: 0, to: 5 };

/** Of a source from where it is elsewhere; east is to the left, as on the sky. */
export const EAST_OFFSET: Axis = { label: 'RA offset (arcsec)', from: 6, to: -6 };
export const NORTH_OFFSET: Axis = { label: 'dec', from: -6, to: 6 };
