import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { fileAt, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { findFields } from '#shared/sources/find-fields.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Observation } from '#shared/survey/observations.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { combinedImagePath, combinedMapPath, tileImagePath } from '#shared/survey/templates.ts';

export const CUTOUT_PRODUCTS = ['image', 'rms', 'background'] as const;

export type CutoutProduct = (typeof CUTOUT_PRODUCTS)[number];

/** Which images are meant. */
export interface ImagesAsked {
  readonly products: readonly CutoutProduct[];
  readonly stokes: readonly Stokes[];
  /** Null for both. */
  readonly region: 'combined' | 'tiles' | null;
  /** Largest distance to a beam's centre, degrees; null for the limit of vast-tools. */
  readonly maxSepDeg: number | null;
}

/** An image that sees sources. */
export interface ChosenImage {
  readonly path: string;
  /** Indexes of sources. */
  readonly sources: readonly number[];
  /** Bytes of the file; null where the list does not have them. */
  readonly bytes: number | null;
}

export interface ChosenImages {
  readonly images: readonly ChosenImage[];
  /** Images that would see sources and are not in the list of files. */
  readonly unlisted: readonly ChosenImage[];
  /** Sources that no field sees, or none in the epochs asked for: indexes. */
  readonly unseen: readonly number[];
}

/** The images that see sources, as find-fields has them, in the order of their paths. */
export function chooseImages(
  sources: readonly Source[],
  asked: ImagesAsked,
  epochs: readonly string[],
  catalogue: Catalogue,
): ChosenImages {
  const found = findFields(sources, {
    epochs,
    ...(asked.maxSepDeg === null ? {} : { maxSepDeg: asked.maxSepDeg }),
  });
  // Many sources share an observation, whose paths are made once.
  const seenBy = new Map<Observation, number[]>();
  for (const [index] of sources.entries()) {
    for (const { observation } of found.tilesOf(index)) {
      const seen = seenBy.get(observation);
      if (seen === undefined) seenBy.set(observation, [index]);
      else seen.push(index);
    }
  }
  const sourcesOf = new Map<string, Set<number>>();
  for (const [observation, seen] of seenBy) {
    for (const path of pathsOf(observation, asked)) {
      const all = sourcesOf.get(path);
      if (all === undefined) sourcesOf.set(path, new Set(seen));
      else for (const index of seen) all.add(index);
    }
  }
  const all = [...sourcesOf]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, seen]) => {
      const row = rowOfPath(catalogue, path);
      const bytes = row === -1 ? null : fileAt(catalogue, row).size;
      return { path, sources: [...seen].toSorted((a, b) => a - b), bytes, isListed: row !== -1 };
    });
  return {
    images: all.filter(({ isListed }) => isListed),
    unlisted: all.filter(({ isListed }) => !isListed),
    unseen: [...found.outside, ...found.unobserved].toSorted((a, b) => a - b),
  };
}

function pathsOf(
  { epoch, field, sbid }: Observation,
  { products, stokes, region }: ImagesAsked,
): readonly string[] {
  return stokes.flatMap((one) =>
    products.flatMap((product) => {
      const combined =
        product === 'image'
          ? combinedImagePath(epoch, field, one)
          : combinedMapPath(epoch, field, one, product === 'rms' ? 'rms' : 'bkg');
      // Tiles have no maps.
      const tiles = product === 'image' ? [tileImagePath({ epoch, field, sbid }, one)] : [];
      if (region === 'tiles') return tiles;
      return region === 'combined' ? [combined] : [combined, ...tiles];
    }),
  );
}
