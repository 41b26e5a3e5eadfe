import { andBits, type Bitset, createBitset } from './bitset.ts';
import type { Catalogue } from './catalogue.ts';
import { filesOfFieldEpochs } from './field-epochs.ts';
import { fieldPasses, type Filter, traitTests } from './filter.ts';

/**
 * The files that a filter wants. The demands are put once to each of the catalogue's few traits and fields; a file
 * then costs two look-ups.
 */
export function applyFilter(catalogue: Catalogue, filter: Filter): Bitset {
  const tests = Object.values(traitTests(filter));
  const traitsPass = Uint8Array.from(catalogue.traits, (traits) =>
    tests.every((test) => test(traits)) ? 1 : 0,
  );
  const fieldsPass = Uint8Array.from(catalogue.fields, (field) =>
    fieldPasses(filter, field) ? 1 : 0,
  );
  const { traitsIds, fieldIds, length } = catalogue;
  const selection = createBitset(length);
  for (let index = 0, row = 0; index < selection.words.length; index += 1) {
    let word = 0;
    for (let bit = 0; bit < 32 && row < length; bit += 1, row += 1) {
      word |= (traitsPass[traitsIds[row]!]! & fieldsPass[fieldIds[row]!]!) << bit;
    }
    selection.words[index] = word;
  }
  const { fieldEpochs } = filter;
  return fieldEpochs === null
    ? selection
    : andBits(selection, filesOfFieldEpochs(catalogue, fieldEpochs));
}
