import { andBits, type Bitset, hasBit } from './bitset.ts';
import type { Catalogue, Traits } from './catalogue.ts';
import { filesOfFieldEpochs } from './field-epochs.ts';
import { fieldPasses, type Filter, TRAIT_FACETS, type TraitFacet, traitTests } from './filter.ts';

export type Facet = TraitFacet | 'field';

/** A value of a property, and how many files would remain if it were chosen; null stands for "has none". */
export interface FacetValue {
  readonly value: string | null;
  readonly files: number;
}

const VALUE_OF: Readonly<Record<TraitFacet, (traits: Traits) => string | null>> = {
  epoch: ({ epoch }) => epoch,
  stokes: ({ stokes }) => stokes,
  region: ({ region }) => region,
  kind: ({ kind }) => kind,
  extension: ({ extension }) => extension,
  release: ({ legacy, legacyVersion }) => (legacy ? (legacyVersion ?? 'LEGACY') : null),
};

/**
 * For every value of every property: how many files meet all demands of the filter but the one on that property
 * itself. One sweep over the files; the rest is done on the catalogue's few traits. Values are sorted, null last.
 * A release is a version, `LEGACY` where its version is unknown, or null for the current one.
 *
 * @param within counts these files only, such as those that a search has found
 */
export function countFacets(
  catalogue: Catalogue,
  filter: Filter,
  within: Bitset | null = null,
): Readonly<Record<Facet, readonly FacetValue[]>> {
  const tests = traitTests(filter);
  const failuresOf = catalogue.traits.map((traits) =>
    TRAIT_FACETS.filter((facet) => !tests[facet](traits)),
  );
  const { perTraits, perField } = sweep(
    catalogue,
    filter,
    failuresOf,
    inside(catalogue, filter, within),
  );
  const countOf = (facet: TraitFacet) => {
    const files = new Map<string | null, number>();
    for (const [id, traits] of catalogue.traits.entries()) {
      const value = VALUE_OF[facet](traits);
      const meetsOthers = failuresOf[id]!.every((failure) => failure === facet);
      files.set(value, (files.get(value) ?? 0) + (meetsOthers ? perTraits[id]! : 0));
    }
    return sorted(files);
  };
  return {
    epoch: countOf('epoch'),
    field: sorted(new Map(catalogue.fields.map((field, id) => [field, perField[id]!]))),
    stokes: countOf('stokes'),
    region: countOf('region'),
    kind: countOf('kind'),
    extension: countOf('extension'),
    release: countOf('release'),
  };
}

/** A demand on pairs of field and epoch is no property's own, and holds for all counts. */
function inside(
  catalogue: Catalogue,
  { fieldEpochs }: Filter,
  within: Bitset | null,
): Bitset | null {
  if (fieldEpochs === null) return within;
  const files = filesOfFieldEpochs(catalogue, fieldEpochs);
  return within === null ? files : andBits(files, within);
}

/** How many files of each traits have a field that passes; and of each field, how many have traits that pass. */
function sweep(
  { traitsIds, fields, fieldIds, length }: Catalogue,
  filter: Filter,
  failuresOf: readonly (readonly TraitFacet[])[],
  within: Bitset | null,
): { readonly perTraits: Uint32Array; readonly perField: Uint32Array } {
  const traitsPass = Uint8Array.from(failuresOf, (failures) => (failures.length === 0 ? 1 : 0));
  const fieldsPass = Uint8Array.from(fields, (field) => (fieldPasses(filter, field) ? 1 : 0));
  const perTraits = new Uint32Array(traitsPass.length);
  const perField = new Uint32Array(fields.length);
  for (let row = 0; row < length; row += 1) {
    if (within !== null && !hasBit(within, row)) continue;
    const traitsId = traitsIds[row]!;
    const fieldId = fieldIds[row]!;
    perTraits[traitsId]! += fieldsPass[fieldId]!;
    perField[fieldId]! += traitsPass[traitsId]!;
  }
  return { perTraits, perField };
}

function sorted(files: ReadonlyMap<string | null, number>): readonly FacetValue[] {
  return [...files]
    .map(([value, count]) => ({ value, files: count }))
    .toSorted((a, b) => {
      if (a.value === null) return 1;
      if (b.value === null) return -1;
      return a.value < b.value ? -1 : 1;
    });
}
