import { type Catalogue, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { findFields } from '#shared/sources/find-fields.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Observation } from '#shared/survey/observations.ts';
import type { SourceSign, Stokes } from '#shared/survey/product.ts';
import {
  combinedCataloguePath,
  combinedMapPath,
  tileCataloguePath,
} from '#shared/survey/templates.ts';

/** A catalogue that is searched: the same rows in files of either format, the preferred one first. */
export interface SearchedCatalogue {
  readonly sign: SourceSign;
  /** Not empty. */
  readonly paths: readonly string[];
}

/** An epoch in which a source was observed, and where it is looked for. */
export interface CurveVisit {
  /** Index of the source. */
  readonly source: number;
  readonly epoch: string;
  readonly field: string;
  readonly sbids: readonly number[];
  /** Start of the first observation, ISO 8601 in UTC without a zone; null where it is not known. */
  readonly startUtc: string | null;
  /** Empty where the list of files has none. */
  readonly catalogues: readonly SearchedCatalogue[];
  /** Null where the list of files has none; a tile has no such map. */
  readonly rmsMap: string | null;
}

export interface CurveVisits {
  /** By source, then by time. */
  readonly visits: readonly CurveVisit[];
  /** Epochs in which no field that sees a source was observed. */
  readonly notObserved: readonly { readonly source: number; readonly epoch: string }[];
  /** Sources that no field sees: indexes. */
  readonly outside: readonly number[];
}

/**
 * Where sources are looked for in each epoch: in the catalogue of the field that find-fields names. The mosaic's comes
 * first; a tile's stands in where the list of files does not have that.
 */
export function chooseVisits(
  sources: readonly Source[],
  epochs: readonly string[],
  stokes: Stokes,
  catalogue: Catalogue,
): CurveVisits {
  const found = findFields(sources, { epochs });
  const isOutside = new Set(found.outside);
  const visits: CurveVisit[] = [];
  const notObserved: { source: number; epoch: string }[] = [];
  for (const source of sources.keys()) {
    if (isOutside.has(source)) continue;
    const observations = found.tilesOf(source).map(({ observation }) => observation);
    for (const group of Map.groupBy(observations, ({ epoch }) => epoch).values()) {
      for (const visit of visitsTo(group, stokes, catalogue)) visits.push({ source, ...visit });
    }
    const seen = new Set(observations.map(({ epoch }) => epoch));
    for (const epoch of epochs) if (!seen.has(epoch)) notObserved.push({ source, epoch });
  }
  return { visits, notObserved, outside: found.outside };
}

/** All observations of one field in one epoch. */
function visitsTo(
  observations: readonly Observation[],
  stokes: Stokes,
  listed: Catalogue,
): readonly Omit<CurveVisit, 'source'>[] {
  const { epoch, field } = observations[0]!;
  const isListed = (path: string): boolean => rowOfPath(listed, path) !== -1;
  const signs: readonly SourceSign[] = stokes === 'I' ? ['positive'] : ['positive', 'negative'];
  const combined = signs.flatMap((sign) => {
    const paths = (['txt', 'xml'] as const)
      .map((end) => combinedCataloguePath(epoch, field, stokes, 'components', sign, end))
      .filter(isListed);
    return paths.length === 0 ? [] : [{ sign, paths }];
  });
  const map = combinedMapPath(epoch, field, stokes, 'rms');
  const ofMosaic = {
    epoch,
    field,
    sbids: observations.map(({ sbid }) => sbid),
    startUtc: observations[0]!.startUtc,
    catalogues: combined,
    rmsMap: isListed(map) ? map : null,
  };
  if (combined.length > 0 || stokes !== 'I') return [ofMosaic];
  const ofTiles = observations.flatMap(({ sbid, startUtc }) => {
    const paths = (['txt', 'xml'] as const)
      .map((end) => tileCataloguePath({ epoch, field, sbid }, end))
      .filter(isListed);
    const catalogues = [{ sign: 'positive', paths } as const];
    return paths.length === 0
      ? []
      : [{ ...ofMosaic, sbids: [sbid], startUtc, catalogues, rmsMap: null }];
  });
  return ofTiles.length > 0 ? ofTiles : [ofMosaic];
}
