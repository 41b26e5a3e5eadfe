import { countBits } from '#shared/catalogue/bitset.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { App } from '../app/app.ts';
import { type FieldsText, type IntakeNotice, intakeStore } from './intake-store.ts';
import { type ChoiceTicked, type EpochChoice, tickChoice } from './table-ticks.ts';

/** Ticks the fields of a text in the chosen epochs, in place of an earlier choice for it, and tells how many files that are. */
export function takeFields(
  app: Pick<App, 'browseWith'>,
  text: FieldsText,
  choice: EpochChoice,
  before: ChoiceTicked | null,
): void {
  app.browseWith((browsed) => {
    const { browsed: next, ticked } = tickChoice(browsed, text, choice, before);
    const files = countBits(ticked.added);
    const isMore = next.ticked.files > files;
    intakeStore.setState({ notice: noticeOf(text, choice, ticked, files, isMore) });
    return next;
  });
}

function noticeOf(
  text: FieldsText,
  choice: EpochChoice,
  ticked: ChoiceTicked,
  files: number,
  isMore: boolean,
): IntakeNotice {
  const { name, column, fields, epochs, unknown, warnings } = text;
  const inEpochs = epochs !== null && choice === 'table' ? ' in the epochs of the table' : '';
  const more = isMore ? ' more' : '';
  return {
    title: `${name}: ${formatNumberOf(fields.length, 'field')} ticked${inEpochs}, ${formatNumberOf(files, 'file')}${more}.`,
    detail: column === null ? '' : `The fields are those of the column “${column}”.`,
    unknown,
    unknownNoun: 'field',
    warnings,
    listing: null,
    choice: epochs === null ? null : { text, choice, ticked },
  };
}
