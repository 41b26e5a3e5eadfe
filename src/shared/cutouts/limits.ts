/** Sources of one run in the window; the command takes more. */
export const MAX_CUTOUT_SOURCES = 2_000;

/** The largest side of a cutout, degrees. */
export const MAX_CUTOUT_DEG = 2;
