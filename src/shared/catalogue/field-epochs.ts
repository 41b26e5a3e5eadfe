import { andBits, type Bitset, createBitset, forEachBit, setBit } from './bitset.ts';
import type { Catalogue } from './catalogue.ts';

/** The epochs in which a field is wanted. */
export interface FieldEpochs {
  /** With its prefix: `VAST_0012+00A`. */
  readonly field: string;
  /** As the survey's folders write them: `01`, `05x`. */
  readonly epochs: readonly string[];
}

/** The files of these fields in these epochs, each field in its own. Files without a field or an epoch are left out. */
export function filesOfFieldEpochs(catalogue: Catalogue, wanted: readonly FieldEpochs[]): Bitset {
  const { traits, traitsIds, fields, fieldIds, length } = catalogue;
  const epochsOf = byField(wanted);
  const wantedById = fields.map((field) => (field === null ? undefined : epochsOf.get(field)));
  const epochs = traits.map(({ epoch }) => epoch);
  const files = createBitset(length);
  for (let row = 0; row < length; row += 1) {
    const epoch = epochs[traitsIds[row]!];
    if (typeof epoch === 'string' && wantedById[fieldIds[row]!]?.has(epoch) === true) {
      setBit(files, row);
    }
  }
  return files;
}

/**
 * Those of the pairs that files of the catalogue have, and those that none has.
 *
 * @param within counts these files only
 */
export function splitFieldEpochs(
  catalogue: Catalogue,
  wanted: readonly FieldEpochs[],
  within: Bitset | null = null,
): { readonly present: readonly FieldEpochs[]; readonly absent: readonly FieldEpochs[] } {
  const all = filesOfFieldEpochs(catalogue, wanted);
  const seen = pairsOf(catalogue, within === null ? all : andBits(all, within));
  const split = (isWanted: boolean): readonly FieldEpochs[] =>
    [...byField(wanted)]
      .map(([field, epochs]) => ({
        field,
        epochs: [...epochs].filter((epoch) => seen.has(`${field} ${epoch}`) === isWanted),
      }))
      .filter(({ epochs }) => epochs.length > 0);
  return { present: split(true), absent: split(false) };
}

function byField(wanted: readonly FieldEpochs[]): ReadonlyMap<string, ReadonlySet<string>> {
  const epochsOf = new Map<string, Set<string>>();
  for (const { field, epochs } of wanted) {
    const known = epochsOf.get(field) ?? new Set();
    for (const epoch of epochs) known.add(epoch);
    epochsOf.set(field, known);
  }
  return epochsOf;
}

function pairsOf(catalogue: Catalogue, files: Bitset): ReadonlySet<string> {
  const { traits, traitsIds, fields, fieldIds } = catalogue;
  const pairs = new Set<string>();
  forEachBit(files, (row) => {
    pairs.add(`${fields[fieldIds[row]!]} ${traits[traitsIds[row]!]!.epoch}`);
  });
  return pairs;
}
