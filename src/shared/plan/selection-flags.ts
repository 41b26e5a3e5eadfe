import { applyFilter } from '#shared/catalogue/apply-filter.ts';
import { type Bitset, forEachBit } from '#shared/catalogue/bitset.ts';
import type { Catalogue, Traits } from '#shared/catalogue/catalogue.ts';
import { DEFAULT_FILTER, type Filter } from '#shared/catalogue/filter.ts';
import { shortEpoch } from '#shared/survey/epochs.ts';
import type { ProductKind } from '#shared/survey/product.ts';

/** Kinds that a flag leaves out. */
const SKIPS: readonly (readonly [ProductKind, string])[] = [
  ['image', '--skip-field-images'],
  ['background', '--skip-bkg-images'],
  ['rms', '--skip-rms-images'],
  ['components', '--skip-components'],
  ['islands', '--skip-islands'],
  ['qc', '--skip-qc'],
];

const IMAGE_FLAGS = ['--skip-field-images', '--skip-bkg-images', '--skip-rms-images'];

/**
 * The flags of the command that select just these files of a listing; null where no flags do, or none are selected.
 *
 * The narrowest filter that still lets all of them through is made first: if it lets others through as well, no
 * filter can tell them apart. Then every demand that changes nothing is dropped, the long ones first.
 */
export function selectionFlags(catalogue: Catalogue, rows: Bitset): readonly string[] | null {
  const seen = look(catalogue, rows);
  if (seen === null) return null;
  let filter = narrowest(seen);
  if (!isSame(applyFilter(catalogue, filter), rows)) return null;
  for (const wider of widenings(filter)) {
    const next = { ...filter, ...wider(filter) };
    if (isSame(applyFilter(catalogue, next), rows)) filter = next;
  }
  return flagsOf(filter);
}

interface Seen {
  readonly traits: readonly Traits[];
  readonly fields: ReadonlySet<string | null>;
}

function look(catalogue: Catalogue, rows: Bitset): Seen | null {
  const traitsIds = new Set<number>();
  const fieldIds = new Set<number>();
  forEachBit(rows, (row) => {
    traitsIds.add(catalogue.traitsIds[row]!);
    fieldIds.add(catalogue.fieldIds[row]!);
  });
  if (traitsIds.size === 0) return null;
  return {
    traits: Array.from(traitsIds, (id) => catalogue.traits[id]!),
    fields: new Set(Array.from(fieldIds, (id) => catalogue.fields[id] ?? null)),
  };
}

/** Values that all of them have, sorted; null where one has none, because then a demand would leave it out. */
function valuesOf<Value extends string>(
  values: Iterable<Value | null>,
): readonly [Value, ...Value[]] | null {
  const distinct = new Set<Value>();
  for (const value of values) {
    if (value === null) return null;
    distinct.add(value);
  }
  return [...distinct].toSorted() as [Value, ...Value[]];
}

function narrowest({ traits, fields }: Seen): Filter {
  const regions = new Set(traits.map(({ region }) => region));
  const [region] = regions;
  const versions = valuesOf(traits.map(({ legacyVersion }) => legacyVersion));
  return {
    epochs: valuesOf(traits.map(({ epoch }) => epoch)),
    fields: valuesOf(fields),
    fieldEpochs: null,
    stokes: valuesOf(traits.map(({ stokes }) => stokes)),
    region: regions.size === 1 && region !== undefined && region !== 'none' ? region : null,
    withoutKinds: SKIPS.map(([kind]) => kind).filter(
      (skipped) => !traits.some(({ kind }) => kind === skipped),
    ),
    withoutExtensions: ['xml', 'txt'].filter(
      (skipped) => !traits.some(({ extension }) => extension === skipped),
    ),
    legacy: versions?.length === 1 ? { version: versions[0] } : DEFAULT_FILTER.legacy,
  };
}

type Widening = (filter: Filter) => Partial<Filter>;

function widenings({ withoutKinds, withoutExtensions }: Filter): readonly Widening[] {
  return [
    () => ({ fields: null }),
    ...withoutKinds.map(
      (dropped): Widening =>
        (filter) => ({ withoutKinds: filter.withoutKinds.filter((kind) => kind !== dropped) }),
    ),
    ...withoutExtensions.map(
      (dropped): Widening =>
        (filter) => ({
          withoutExtensions: filter.withoutExtensions.filter((kept) => kept !== dropped),
        }),
    ),
    () => ({ region: null }),
    () => ({ stokes: null }),
    () => ({ epochs: null }),
  ];
}

function flagsOf({
  epochs,
  fields,
  stokes,
  region,
  withoutKinds,
  withoutExtensions,
  legacy,
}: Filter): readonly string[] {
  const skips = SKIPS.filter(([kind]) => withoutKinds.includes(kind)).map(([, flag]) => flag);
  const noImages = IMAGE_FLAGS.every((flag) => skips.includes(flag));
  return [
    ...(typeof legacy === 'object' ? ['--legacy-download', legacy.version] : []),
    ...(epochs === null ? [] : ['--only-epochs', epochs.map(shortEpoch).join(',')]),
    ...(fields === null ? [] : ['--only-fields', fields.join(',')]),
    ...(stokes === null ? [] : ['--stokes', stokes.join(',')]),
    ...(region === null ? [] : [region === 'combined' ? '--combined-only' : '--tile-only']),
    ...(noImages ? ['--skip-all-images'] : []),
    ...skips.filter((flag) => !noImages || !IMAGE_FLAGS.includes(flag)),
    ...withoutExtensions.map((extension) => `--skip-${extension}`),
  ];
}

function isSame(a: Bitset, b: Bitset): boolean {
  return a.words.every((word, index) => word === b.words[index]);
}
