/**
 * The place of a position on Aitoff's map of the whole sky: the equidistant azimuthal projection of half the longitude,
 * doubled in width. Not the projection `AIT` of FITS, which is Hammer's. Source: Snyder 1993, Flattening the Earth,
 * page 130.
 *
 * @param lon, lat from the middle of the map, to the east and north; radians
 * @returns x to the east in [-π, π], y to the north in [-π/2, π/2]
 */
export function aitoff(lon: number, lat: number): { readonly x: number; readonly y: number } {
  const angle = Math.acos(Math.min(1, Math.cos(lat) * Math.cos(lon / 2)));
  const stretch = angle < 1e-9 ? 1 : angle / Math.sin(angle);
  return { x: 2 * Math.cos(lat) * Math.sin(lon / 2) * stretch, y: Math.sin(lat) * stretch };
}
