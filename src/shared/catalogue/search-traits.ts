import { type Observation, OBSERVATIONS } from '#shared/survey/observations.ts';
import { type Bitset, bitsetWhere, createBitset } from './bitset.ts';
import { type Catalogue, NO_SBID, type Traits } from './catalogue.ts';

/** The files whose traits pass a test. */
export function rowsWithTraits(
  { length, traits, traitsIds }: Catalogue,
  test: (traits: Traits) => boolean,
): Bitset {
  const passes = traits.map(test);
  return bitsetWhere(length, (row) => passes[traitsIds[row]!]!);
}

/** The files of fields that pass a test; never those without a field. */
export function rowsOfFields(
  { length, fields, fieldIds }: Catalogue,
  test: (field: string) => boolean,
): Bitset {
  const passes = fields.map((field) => field !== null && test(field));
  if (!passes.includes(true)) return createBitset(length);
  return bitsetWhere(length, (row) => passes[fieldIds[row]!]!);
}

/**
 * The files of tiles that were observed at a time. A file with an SBID is of that scheduling block only; a file
 * without a field, such as an epoch's table, is of no tile.
 *
 * @param date a day or a month as `2020-01-11` or `2020-01`, UTC
 */
export function rowsObserved(catalogue: Catalogue, date: string): Bitset {
  const tiles = OBSERVATIONS.filter((tile) => isObserved(tile, date));
  const blocks = new Map<string, Set<number>>();
  for (const { epoch, field, sbid } of tiles) {
    const key = `${epoch} ${field}`;
    blocks.set(key, (blocks.get(key) ?? new Set()).add(sbid));
  }
  const { length, traits, traitsIds, fields, fieldIds, sbids } = catalogue;
  return bitsetWhere(length, (row) => {
    const { epoch } = traits[traitsIds[row]!]!;
    const those = blocks.get(`${epoch} ${fields[fieldIds[row]!]}`);
    return those !== undefined && (sbids[row] === NO_SBID || those.has(sbids[row]!));
  });
}

function isObserved({ startUtc, endUtc }: Observation, date: string): boolean {
  return startUtc?.startsWith(date) === true || endUtc?.startsWith(date) === true;
}
