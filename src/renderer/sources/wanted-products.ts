import { createStore } from 'zustand/vanilla';
import { applyFilter } from '#shared/catalogue/apply-filter.ts';
import type { Bitset } from '#shared/catalogue/bitset.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import type { FieldEpochs } from '#shared/catalogue/field-epochs.ts';
import { DEFAULT_FILTER } from '#shared/catalogue/filter.ts';
import type { ProductKind, Stokes } from '#shared/survey/product.ts';

/** The kinds that every field has in every epoch, in the order of the buttons. */
export const KINDS = ['image', 'rms', 'background', 'components', 'islands', 'qc'] as const;
export const STOKES: readonly Stokes[] = ['I', 'Q', 'U', 'V'];

/** Which products of its fields and epochs to tick for a source. */
export interface WantedProducts {
  readonly kinds: readonly ProductKind[];
  readonly stokes: readonly Stokes[];
  readonly regions: readonly ('combined' | 'tiles')[];
}

/** Kept while the user looks at other views. At first what most people start with: images and their sources. */
export const wantedProductsStore = createStore<WantedProducts>(() => ({
  kinds: ['image', 'components'],
  stokes: ['I'],
  regions: ['combined'],
}));

/** The files of these products for fields and epochs that see a source. */
export function filesWanted(
  catalogue: Catalogue,
  seen: readonly FieldEpochs[],
  { kinds, stokes, regions }: WantedProducts,
): Bitset {
  const [region = null] = regions.length === 1 ? regions : [];
  const isNone = kinds.length === 0 || stokes.length === 0 || regions.length === 0;
  return applyFilter(catalogue, {
    ...DEFAULT_FILTER,
    fieldEpochs: isNone ? [] : seen,
    stokes,
    region,
    withoutKinds: [...ALL_KINDS].filter((kind) => !kinds.includes(kind)),
  });
}

const ALL_KINDS: readonly ProductKind[] = [...KINDS, 'table', 'document', 'other'];

/** The list with the value, or without it if it was there; in the order of `all`. */
export function toggled<T>(all: readonly T[], some: readonly T[], value: T): readonly T[] {
  return all.filter((each) => (each === value ? !some.includes(value) : some.includes(each)));
}
