import { type Bitset, createBitset, forEachBit, setBit } from '#shared/catalogue/bitset.ts';
import { type Catalogue, totalsOf } from '#shared/catalogue/catalogue.ts';
import { formatAboutBytes, formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import type { ProductKind } from '#shared/survey/product.ts';
import { estimateBytes, type TypicalBytes, TYPICAL_BYTES } from './estimate-bytes.ts';

/** What files come to: what is known, and beside it what can only be estimated. */
export interface PlanSize {
  readonly files: number;
  /** Of the files whose sizes the listing tells. */
  readonly knownBytes: number;
  readonly unknownFiles: number;
  /** Of the others; 0 where there are none. */
  readonly estimatedBytes: number;
}

/** @param typical what is assumed of kinds of which the listing tells no size at all */
export function planSize(
  catalogue: Catalogue,
  rows: Bitset,
  typical: TypicalBytes = TYPICAL_BYTES,
): PlanSize {
  const { files, bytes, unknownSizes } = totalsOf(catalogue, rows);
  return {
    files,
    knownBytes: bytes,
    unknownFiles: unknownSizes,
    estimatedBytes: estimateBytes(catalogue, rows, typical) ?? 0,
  };
}

/**
 * `1,204 files, 212 GB`. An estimate is never told as a fact: `1,204 files, about 240 GB`, and where only some sizes
 * are not known, `1,204 files, about 240 GB (31 sizes estimated)`.
 */
export function sizeWords({ files, knownBytes, unknownFiles, estimatedBytes }: PlanSize): string {
  const count = formatNumberOf(files, 'file');
  if (files === 0) return count;
  if (unknownFiles === 0) return `${count}, ${formatBytes(knownBytes)}`;
  const about = `${count}, about ${formatAboutBytes(knownBytes + estimatedBytes)}`;
  if (unknownFiles === files) return about;
  return `${about} (${formatNumberOf(unknownFiles, 'size')} estimated)`;
}

/** The same for each kind of product among `rows`, those with the most bytes first. */
export function planSizeByKind(
  catalogue: Catalogue,
  rows: Bitset,
  typical: TypicalBytes = TYPICAL_BYTES,
): readonly (readonly [ProductKind, PlanSize])[] {
  const kinds = new Map<ProductKind, Bitset>();
  forEachBit(rows, (row) => {
    const { kind } = catalogue.traits[catalogue.traitsIds[row]!]!;
    let ofKind = kinds.get(kind);
    if (ofKind === undefined) kinds.set(kind, (ofKind = createBitset(catalogue.length)));
    setBit(ofKind, row);
  });
  return [...kinds]
    .map(([kind, ofKind]) => [kind, planSize(catalogue, ofKind, typical)] as const)
    .toSorted(([, a], [, b]) => bytesOf(b) - bytesOf(a));
}

function bytesOf({ knownBytes, estimatedBytes }: PlanSize): number {
  return knownBytes + estimatedBytes;
}
