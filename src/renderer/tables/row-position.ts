import { hasBit } from '#shared/catalogue/bitset.ts';
import { rowOfPath } from '#shared/catalogue/catalogue.ts';
import { columnOf, type SelavyCatalogue } from '#shared/selavy/catalogue.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import { combinedImagePath, tileImagePath } from '#shared/survey/templates.ts';
import type { Browsed } from '../ticks/browsed.ts';

/** Where a row lies on the sky; null where the catalogue has no position. */
export function positionOf(catalogue: SelavyCatalogue, row: number): SkyPosition | null {
  const raDeg = columnOf(catalogue, 'ra_deg_cont')?.values[row];
  const decDeg = columnOf(catalogue, 'dec_deg_cont')?.values[row];
  if (typeof raDeg !== 'number' || typeof decDeg !== 'number') return null;
  return Number.isNaN(raDeg) || Number.isNaN(decDeg) ? null : { raDeg, decDeg };
}

/** The image that a catalogue was made from, if it is on this disk. */
export function imageOf(browsed: Browsed | null, path: string): string | null {
  const { epoch, field, stokes, sbid } = parsePath(path);
  if (browsed === null || epoch === null || field === null) return null;
  const image =
    sbid === null
      ? combinedImagePath(epoch, field, stokes ?? 'I')
      : tileImagePath({ epoch, field, sbid }, stokes ?? 'I');
  const row = rowOfPath(browsed.catalogue, image);
  return row !== -1 && hasBit(browsed.onDisk, row) ? image : null;
}
