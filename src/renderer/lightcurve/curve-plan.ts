import { createBitset, hasBit, setBit } from '#shared/catalogue/bitset.ts';
import { fileAt, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { catalogueFiles } from '#shared/lightcurve/curve-points.ts';
import { chooseVisits } from '#shared/lightcurve/curve-visits.ts';
import { TYPICAL_BYTES } from '#shared/plan/estimate-bytes.ts';
import type { Source } from '#shared/sources/source.ts';
import { EPOCHS } from '#shared/survey/epochs.ts';
import type { Stokes } from '#shared/survey/product.ts';
import type { Browsed } from '../ticks/browsed.ts';

/** What a light curve takes, before anything is fetched. */
export interface CurvePlan {
  readonly catalogues: number;
  /** Catalogues that are not on disk: how many, their bytes as listed or estimated, and their rows as bits. */
  readonly missing: number;
  readonly missingBytes: number;
  readonly missingRows: Uint32Array;
  readonly catalogueRevision: number;
  /** Rms maps that are not on disk, if nothing is detected, and what Dropbox sends of them. */
  readonly maps: number;
  readonly mapBytes: number;
}

/** The header of an image takes this, its pixel next to nothing. */
const MAP_BYTES = 65_536;

export function planCurve(
  { catalogue, onDisk, revision }: Pick<Browsed, 'catalogue' | 'onDisk' | 'revision'>,
  source: Source,
  stokes: Stokes,
): CurvePlan {
  const { visits } = chooseVisits([source], EPOCHS, stokes, catalogue);
  const isHere = (path: string): boolean => hasBit(onDisk, rowOfPath(catalogue, path));
  const all = visits.flatMap(({ catalogues }) => catalogues.flatMap(({ paths }) => paths));
  const here = new Set(all.filter(isHere));
  const files = catalogueFiles(visits, here).map(({ path }) => path);
  const missing = files.filter((path) => !here.has(path)).map((path) => rowOfPath(catalogue, path));
  const rows = createBitset(catalogue.length);
  for (const row of missing) setBit(rows, row);
  const sizes = missing.map((row) => fileAt(catalogue, row).size ?? TYPICAL_BYTES.components);
  const maps = new Set(
    visits.flatMap(({ rmsMap }) => (rmsMap === null || isHere(rmsMap) ? [] : [rmsMap])),
  ).size;
  return {
    catalogues: files.length,
    missing: missing.length,
    missingBytes: sizes.reduce((sum, size) => sum + size, 0),
    missingRows: rows.words,
    catalogueRevision: revision,
    maps,
    mapBytes: maps * MAP_BYTES,
  };
}
