/** The middle of the survey's band, Hz. */
export const FREQUENCY_HZ = 887_491_000;

/** The band's width, Hz. */
export const BANDWIDTH_HZ = 288_000_000;
