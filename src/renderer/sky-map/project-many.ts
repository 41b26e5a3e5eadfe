import { fastAtan2, MOLLWEIDE, stretchOf, TABLE_SIZE } from './fast-math.ts';
import type { Frame } from './sky-view.ts';

/** East (1) or west (-1) of the map's middle; 0 for both. */
export type Side = -1 | 0 | 1;

/**
 * Puts many positions on the map: unit vectors as x, y, z triples in, pixels as x, y pairs out. NaN stands for a
 * position behind the patch. A map that is panned calls this for each frame and 100,000 sources: no object is made a
 * point, and angles come from tables, within a tenth of a pixel of the formulas.
 *
 * @param side for a shape across the edge of the whole sky, which is drawn whole at either side, and clipped there
 */
export function projectMany(
  frame: Frame,
  vectors: Float64Array,
  points: Float32Array,
  side: Side = 0,
): void {
  const { rotation, scale, originX, originY, blend, isPatch, view } = frame;
  const [[ax, ay, az], [bx, by, bz], [cx, cy, cz]] = rotation;
  const isMollweide = view.allSky === 'mollweide';
  for (let from = 0, to = 0; from < vectors.length; from += 3, to += 2) {
    const vx = vectors[from]!;
    const vy = vectors[from + 1]!;
    const vz = vectors[from + 2]!;
    const front = ax * vx + ay * vy + az * vz;
    if (isPatch && front < 0) {
      points[to] = Number.NaN;
      points[to + 1] = Number.NaN;
      continue;
    }
    let x = bx * vx + by * vy + bz * vz;
    let y = cx * vx + cy * vy + cz * vz;
    if (blend < 1) {
      let wholeX: number;
      let wholeY: number;
      const cosLat = Math.sqrt(x * x + front * front);
      const isBeyond = side * x < 0;
      if (isMollweide) {
        const lon = fastAtan2(x, front) + (isBeyond ? side * 2 * Math.PI : 0);
        const at = (fastAtan2(y, cosLat) / Math.PI + 0.5) * TABLE_SIZE;
        const index = Math.max(0, Math.min(TABLE_SIZE - 1, Math.floor(at)));
        const part = at - index;
        const { cos, sin } = MOLLWEIDE;
        const cosTheta = cos[index]! + (cos[index + 1]! - cos[index]!) * part;
        wholeX = ((2 * Math.SQRT2) / Math.PI) * lon * cosTheta;
        wholeY = Math.SQRT2 * (sin[index]! + (sin[index + 1]! - sin[index]!) * part);
      } else {
        // Aitoff: half the longitude in the equidistant azimuthal projection, doubled. Of cosine and sine of that half,
        // each times the cosine of the latitude, the larger one comes from the sum, the smaller one from their product.
        const larger = Math.sqrt((cosLat * (cosLat + Math.abs(front))) / 2);
        const smaller = larger === 0 ? 0 : (cosLat * Math.abs(x)) / (2 * larger);
        const sinHalf = front >= 0 ? smaller : larger;
        const cosHalf = front >= 0 ? larger : smaller;
        const stretch = stretchOf(isBeyond ? -cosHalf : cosHalf);
        wholeX = 2 * (isBeyond === x < 0 ? sinHalf : -sinHalf) * stretch;
        wholeY = y * stretch;
      }
      x = wholeX + (x - wholeX) * blend;
      y = wholeY + (y - wholeY) * blend;
    }
    // East, and with it right ascension, grows to the left.
    points[to] = originX - scale * x;
    points[to + 1] = originY - scale * y;
  }
}
