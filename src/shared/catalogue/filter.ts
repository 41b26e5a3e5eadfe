import type { ProductKind, Stokes } from '#shared/survey/product.ts';
import type { Traits } from './catalogue.ts';
import type { FieldEpochs } from './field-epochs.ts';

/**
 * Which files are wanted. Every host filters by this and nothing else. A demand on a property leaves out the files
 * that lack the property: with `stokes: ['I']` the README goes, too. Plain data in the survey's own spelling;
 * `resolveFilter` makes it from what people type.
 */
export interface Filter {
  /** Null where there is no demand; never empty. */
  readonly epochs: readonly string[] | null;
  readonly fields: readonly string[] | null;
  /** For each field, the epochs in which it is wanted; fields that are not named are not wanted. Null: in all. */
  readonly fieldEpochs: readonly FieldEpochs[] | null;
  readonly stokes: readonly Stokes[] | null;
  readonly region: 'combined' | 'tiles' | null;
  readonly withoutKinds: readonly ProductKind[];
  readonly withoutExtensions: readonly string[];
  /** What of `/LEGACY`: nothing, everything along with the rest, or one version and nothing else. */
  readonly legacy: 'without' | 'with' | { readonly version: string };
}

/** Everything but `/LEGACY`. */
export const DEFAULT_FILTER: Filter = {
  epochs: null,
  fields: null,
  fieldEpochs: null,
  stokes: null,
  region: null,
  withoutKinds: [],
  withoutExtensions: [],
  legacy: 'without',
};

/** The traits by which one filters. */
export const TRAIT_FACETS = ['epoch', 'stokes', 'region', 'kind', 'extension', 'release'] as const;

export type TraitFacet = (typeof TRAIT_FACETS)[number];

/** For each property, whether traits meet the filter's demand on it. */
export function traitTests(filter: Filter): Readonly<Record<TraitFacet, (t: Traits) => boolean>> {
  const { region, legacy } = filter;
  return {
    epoch: ({ epoch }) => isAmong(filter.epochs, epoch),
    stokes: ({ stokes }) => isAmong(filter.stokes, stokes),
    region: (traits) => region === null || traits.region === region,
    kind: ({ kind }) => !filter.withoutKinds.includes(kind),
    extension: ({ extension }) => !filter.withoutExtensions.includes(extension),
    release: (traits) => {
      if (legacy === 'with') return true;
      if (legacy === 'without') return !traits.legacy;
      return traits.legacyVersion === legacy.version;
    },
  };
}

/** Whether a file of that field meets the filter's demand on fields. */
export function fieldPasses(filter: Filter, field: string | null): boolean {
  return isAmong(filter.fields, field);
}

function isAmong<Value>(wanted: readonly Value[] | null, value: Value | null): boolean {
  return wanted === null || (value !== null && wanted.includes(value));
}
