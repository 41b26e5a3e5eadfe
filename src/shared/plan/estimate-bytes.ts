import { type Bitset, forEachBit } from '#shared/catalogue/bitset.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import type { ProductKind } from '#shared/survey/product.ts';

/** Bytes of a file, by kind. */
export type TypicalBytes = Readonly<Record<ProductKind, number>>;

/**
 * What a file of a kind is thought to have where a listing tells no sizes at all: the survey's documentation gives
 * 8.0 TB for the release, of which the 11,338 FITS files have all but a trace.
 */
export const TYPICAL_BYTES: TypicalBytes = {
  image: 700e6,
  rms: 700e6,
  background: 700e6,
  components: 1e6,
  islands: 1e6,
  qc: 0.2e6,
  table: 0.1e6,
  document: 0.01e6,
  other: 0,
};

/**
 * Bytes that the files of unknown size among `rows` may have in all: each as much as files of its like have in this
 * listing, or what is usual for its kind. Null where all sizes are known.
 */
export function estimateBytes(
  catalogue: Catalogue,
  rows: Bitset,
  typical: TypicalBytes = TYPICAL_BYTES,
): number | null {
  const unknown = new Map<number, number>();
  forEachBit(rows, (row) => {
    if (!Number.isNaN(catalogue.sizes[row]!)) return;
    const id = catalogue.traitsIds[row]!;
    unknown.set(id, (unknown.get(id) ?? 0) + 1);
  });
  if (unknown.size === 0) return null;
  const means = meanSizes(catalogue);
  let bytes = 0;
  for (const [id, files] of unknown) {
    bytes += files * (means.get(id) ?? typical[catalogue.traits[id]!.kind]);
  }
  return Math.round(bytes);
}

/** What a file of unknown size may have, in bytes, by the index of its traits; as in {@link estimateBytes}. */
export function guessSizes(catalogue: Catalogue): Float64Array {
  const known = guesses.get(catalogue);
  if (known !== undefined) return known;
  const means = meanSizes(catalogue);
  const made = Float64Array.from(
    catalogue.traits,
    ({ kind }, id) => means.get(id) ?? TYPICAL_BYTES[kind],
  );
  guesses.set(catalogue, made);
  return made;
}

const guesses = new WeakMap<Catalogue, Float64Array>();

/** The mean size of files with the same traits, where any is known. */
function meanSizes({ length, sizes, traitsIds }: Catalogue): ReadonlyMap<number, number> {
  const sums = new Map<number, { files: number; bytes: number }>();
  for (let row = 0; row < length; row += 1) {
    const size = sizes[row]!;
    if (Number.isNaN(size)) continue;
    const id = traitsIds[row]!;
    const sum = sums.get(id) ?? { files: 0, bytes: 0 };
    sum.files += 1;
    sum.bytes += size;
    sums.set(id, sum);
  }
  return new Map([...sums].map(([id, { files, bytes }]) => [id, bytes / files]));
}
