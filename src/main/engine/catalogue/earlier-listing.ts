import { countBits, rowsOf } from '#shared/catalogue/bitset.ts';
import { type Catalogue, pathAt } from '#shared/catalogue/catalogue.ts';
import { type CatalogueChanges, compareCatalogues } from '#shared/catalogue/compare-catalogues.ts';
import { BUILTIN_LISTING_DATE } from '#shared/survey/listing.ts';
import type { ListingChanges } from '../contract/listing-calls.ts';
import { builtinCatalogue } from './builtin-catalogue.ts';
import type { CatalogueStore } from './catalogue-store.ts';

/** A listing that a later one is compared with. */
export interface EarlierListing {
  readonly isBuiltin: boolean;
  readonly catalogue: Catalogue;
  /** Milliseconds since 1970. */
  readonly listedAtMs: number;
}

/** More files that are gone are only counted. */
const MAX_GONE = 10_000;

const earlierKey = (linkKey: string): string => `${linkKey} earlier`;
const draftKey = (linkKey: string): string => `${linkKey} draft`;

/**
 * Runs `replace`, which stores a new listing of a link, and keeps the listing before it if the two differ. So the earlier
 * listing is the last one that was another, however often the same files were listed since.
 */
export function keepingEarlier<Result extends { readonly catalogue: Catalogue } | null>(
  store: CatalogueStore,
  linkKey: string,
  replace: () => Result,
): Result {
  const before = store.load(linkKey);
  if (before === null) return replace();
  store.copy(linkKey, draftKey(linkKey));
  const after = replace();
  if (after !== null && differ(compareCatalogues(before, after.catalogue))) {
    store.copy(draftKey(linkKey), earlierKey(linkKey));
  }
  store.forget(draftKey(linkKey));
  return after;
}

/** The listing of a link before the one that is stored; the built-in one if there is none. */
export function earlierOf(store: CatalogueStore, linkKey: string): EarlierListing {
  const key = earlierKey(linkKey);
  const catalogue = store.load(key);
  if (catalogue === null) return builtinListing();
  const listedAtMs = store.listedAtMs(key, '') ?? store.describe(key)?.oldestListedAtMs ?? 0;
  return { isBuiltin: false, catalogue, listedAtMs };
}

function builtinListing(): EarlierListing {
  return {
    isBuiltin: true,
    catalogue: builtinCatalogue(),
    listedAtMs: Date.parse(BUILTIN_LISTING_DATE),
  };
}

export function changesSince(before: EarlierListing, after: Catalogue): ListingChanges {
  const { added, changed, gone } = compareCatalogues(before.catalogue, after);
  const paths: string[] = [];
  for (const row of rowsOf(gone)) {
    if (paths.length === MAX_GONE) break;
    paths.push(pathAt(before.catalogue, row));
  }
  return {
    since: { isBuiltin: before.isBuiltin, listedAtMs: before.listedAtMs },
    added: added.words,
    changed: changed.words,
    gone: paths,
    goneFiles: countBits(gone),
  };
}

function differ({ added, changed, gone }: CatalogueChanges): boolean {
  return [added, changed, gone].some((rows) => countBits(rows) > 0);
}
