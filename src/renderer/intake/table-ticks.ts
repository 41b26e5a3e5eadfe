import { applyFilter } from '#shared/catalogue/apply-filter.ts';
import { andBits, andNotBits, type Bitset, countBits } from '#shared/catalogue/bitset.ts';
import { type FieldEpochs, filesOfFieldEpochs } from '#shared/catalogue/field-epochs.ts';
import { DEFAULT_FILTER } from '#shared/catalogue/filter.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { filesOfFields, tickFiles, withTicks } from '../ticks/tick-files.ts';

/** Which epochs of a table's fields to tick: those that the table names for each, or all. */
export type EpochChoice = 'table' | 'all';

/** The fields that a text names, and their epochs if it is a table with a column of epochs. */
export interface FieldsToTick {
  readonly fields: readonly string[];
  readonly epochs: readonly FieldEpochs[] | null;
}

/** The files that a choice ticked and that were not ticked before: rows of the catalogue of that revision. */
export interface ChoiceTicked {
  readonly revision: number;
  readonly added: Bitset;
}

/** The files on view that a choice selects. */
function filesOfChoice(
  browsed: Browsed,
  { fields, epochs }: FieldsToTick,
  choice: EpochChoice,
): Bitset {
  if (choice === 'all' || epochs === null) return filesOfFields(browsed, fields);
  return andBits(filesOfFieldEpochs(browsed.catalogue, epochs), browsed.onView);
}

/** How many files a choice leaves unticked because the search or the user's filters hide them. */
export function countHidden(browsed: Browsed, text: FieldsToTick, choice: EpochChoice): number {
  const everything = { ...browsed, onView: applyFilter(browsed.catalogue, DEFAULT_FILTER) };
  return countBits(andNotBits(filesOfChoice(everything, text, choice), browsed.onView));
}

/**
 * Ticks the files of a choice, after unticking those of the earlier choice for the same text. Other ticks stay.
 *
 * @param before the files that the earlier choice ticked; null for the first
 */
export function tickChoice(
  browsed: Browsed,
  text: FieldsToTick,
  choice: EpochChoice,
  before: ChoiceTicked | null,
): { readonly browsed: Browsed; readonly ticked: ChoiceTicked } {
  const base =
    before?.revision === browsed.revision
      ? withTicks(browsed, andNotBits(browsed.ticks, before.added))
      : browsed;
  const files = filesOfChoice(base, text, choice);
  return {
    browsed: tickFiles(base, files),
    ticked: { revision: base.revision, added: andNotBits(files, base.ticks) },
  };
}
