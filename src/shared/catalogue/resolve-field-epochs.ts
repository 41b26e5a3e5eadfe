import { AppError } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { shortEpoch } from '#shared/survey/epochs.ts';
import { fieldAmong } from '#shared/survey/fields.ts';
import { applyFilter } from './apply-filter.ts';
import type { Catalogue } from './catalogue.ts';
import { type FieldEpochs, splitFieldEpochs } from './field-epochs.ts';
import type { Filter } from './filter.ts';

interface Reach {
  readonly catalogue: Catalogue;
  /** The fields that files in reach have. */
  readonly fields: ReadonlySet<string>;
  /** The epochs that the filter also asks for; null for all. */
  readonly epochs: readonly string[] | null;
  /** Which files are in reach. */
  readonly filter: Filter;
}

/**
 * The pairs of field and epoch that a table asks for, as far as this listing has them. Those that it lacks are warned
 * of, unless the epochs that are asked for leave them out anyway.
 *
 * @throws AppError `bad-usage` where none is left
 */
export function resolveFieldEpochs(
  asked: readonly FieldEpochs[] | null,
  { catalogue, fields, epochs, filter }: Reach,
): { readonly values: readonly FieldEpochs[] | null; readonly warnings: readonly string[] } {
  if (asked === null) return { values: null, warnings: [] };
  const wanted = asked
    .map((pair) => ({
      field: fieldAmong(pair.field, fields),
      epochs: pair.epochs.filter((epoch) => epochs === null || epochs.includes(epoch)),
    }))
    .filter(({ field }) => fields.has(field));
  const { present, absent } = splitFieldEpochs(catalogue, wanted, applyFilter(catalogue, filter));
  if (present.length === 0) {
    const among =
      epochs === null ? '' : ` and in the epochs asked for (${epochs.map(shortEpoch).join(', ')})`;
    throw new AppError(
      'bad-usage',
      `None of the table's pairs of field and epoch is in this listing${among}.`,
    );
  }
  return { values: present, warnings: tellAbsent(absent) };
}

/** A sentence about pairs of field and epoch that a listing lacks, or none. */
export function tellAbsent(absent: readonly FieldEpochs[]): readonly string[] {
  const pairs = absent.flatMap(({ field, epochs }) =>
    epochs.map((epoch) => `${field} in epoch ${shortEpoch(epoch)}`),
  );
  const [first] = pairs;
  if (first === undefined) return [];
  if (pairs.length === 1) return [`This listing has no files of ${first}.`];
  return [
    `This listing lacks ${formatNumberOf(pairs.length, 'pair')} of field and epoch that the table names, such as ${first}.`,
  ];
}
