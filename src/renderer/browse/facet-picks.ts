import type { Filter, TraitFacet } from '#shared/catalogue/filter.ts';
import type { ProductKind, Stokes } from '#shared/survey/product.ts';

/** The value of the release facet that shows all releases together with the current files. */
export const WITH_LEGACY = 'with';

/** The chosen values of a facet; null if it does not filter. */
export function picksOf(
  filter: Filter,
  facet: TraitFacet,
  all: readonly string[],
): ReadonlySet<string> | null {
  switch (facet) {
    case 'epoch':
      return filter.epochs && new Set(filter.epochs);
    case 'stokes':
      return filter.stokes && new Set(filter.stokes);
    case 'region':
      return filter.region && new Set([filter.region]);
    case 'kind':
      return remaining(all, filter.withoutKinds);
    case 'extension':
      return remaining(all, filter.withoutExtensions);
    case 'release':
      if (filter.legacy === 'without') return null;
      return new Set([filter.legacy === 'with' ? WITH_LEGACY : filter.legacy.version]);
    default:
      return facet satisfies never;
  }
}

/**
 * The filter after a value was chosen or cleared. The first value filters to its files, further ones add theirs, and
 * clearing the last one turns the facet off. Regions and releases allow one value at a time.
 *
 * @param all every value of the facet in this catalogue
 */
export function togglePick(
  filter: Filter,
  facet: TraitFacet,
  value: string,
  all: readonly string[],
): Filter {
  const picks = picksOf(filter, facet, all);
  const single = facet === 'region' || facet === 'release';
  const next = new Set(single ? [] : picks);
  if (picks?.has(value) === true) next.delete(value);
  else next.add(value);
  const chosen = all.filter((each) => next.has(each));
  const demand = chosen.length === 0 ? null : chosen;
  const left = demand === null ? [] : all.filter((each) => !next.has(each));
  switch (facet) {
    case 'epoch':
      return { ...filter, epochs: demand };
    case 'stokes':
      return { ...filter, stokes: demand as readonly Stokes[] | null };
    case 'region':
      return { ...filter, region: (chosen[0] ?? null) as Filter['region'] };
    case 'kind':
      return { ...filter, withoutKinds: left as readonly ProductKind[] };
    case 'extension':
      return { ...filter, withoutExtensions: left };
    case 'release': {
      const [version] = chosen;
      if (version === undefined) return { ...filter, legacy: 'without' };
      return { ...filter, legacy: version === WITH_LEGACY ? 'with' : { version } };
    }
    default:
      return facet satisfies never;
  }
}

function remaining(all: readonly string[], without: readonly string[]): ReadonlySet<string> | null {
  if (without.length === 0) return null;
  return new Set(all.filter((value) => !without.includes(value)));
}
