/** Where a beam points, in the sky-offset frame of the field's centre: degrees east and north of it. */
export interface BeamOffset {
  readonly lonDeg: number;
  readonly latDeg: number;
}

/**
 * ASKAP's 36 beams (`square_6x6`), by beam number. The same for every field and epoch; centre plus offset gives
 * each beam to 0.1 arcsec. Computed from the survey's published tables.
 */
export const FOOTPRINT: readonly BeamOffset[] = [
  { lonDeg: -0.525, latDeg: 0.52498 },
  { lonDeg: 0.525, latDeg: 0.52498 },
  { lonDeg: -0.525, latDeg: -0.52498 },
  { lonDeg: 0.525, latDeg: -0.52498 },
  { lonDeg: -1.57571, latDeg: 1.57511 },
  { lonDeg: -0.52517, latDeg: 1.57511 },
  { lonDeg: 0.52518, latDeg: 1.57511 },
  { lonDeg: 1.5757, latDeg: 1.57511 },
  { lonDeg: 1.57518, latDeg: 0.52498 },
  { lonDeg: 1.57518, latDeg: -0.52498 },
  { lonDeg: 1.5757, latDeg: -1.57511 },
  { lonDeg: 0.52518, latDeg: -1.57511 },
  { lonDeg: -0.52517, latDeg: -1.57511 },
  { lonDeg: -1.57571, latDeg: -1.57511 },
  { lonDeg: -1.57517, latDeg: -0.52498 },
  { lonDeg: -1.57517, latDeg: 0.52498 },
  { lonDeg: -2.62854, latDeg: 2.62577 },
  { lonDeg: -1.57677, latDeg: 2.62577 },
  { lonDeg: -0.52552, latDeg: 2.62577 },
  { lonDeg: 0.52553, latDeg: 2.62577 },
  { lonDeg: 1.57676, latDeg: 2.62577 },
  { lonDeg: 2.62853, latDeg: 2.62577 },
  { lonDeg: 2.62676, latDeg: 1.57511 },
  { lonDeg: 2.62588, latDeg: 0.52498 },
  { lonDeg: 2.62588, latDeg: -0.52498 },
  { lonDeg: 2.62676, latDeg: -1.57511 },
  { lonDeg: 2.62853, latDeg: -2.62577 },
  { lonDeg: 1.57676, latDeg: -2.62577 },
  { lonDeg: 0.52553, latDeg: -2.62577 },
  { lonDeg: -0.52552, latDeg: -2.62577 },
  { lonDeg: -1.57677, latDeg: -2.62577 },
  { lonDeg: -2.62854, latDeg: -2.62577 },
  { lonDeg: -2.62677, latDeg: -1.57511 },
  { lonDeg: -2.62589, latDeg: -0.52498 },
  { lonDeg: -2.62589, latDeg: 0.52498 },
  { lonDeg: -2.62677, latDeg: 1.57511 },
];
