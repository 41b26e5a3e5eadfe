import { countBits } from '#shared/catalogue/bitset.ts';
import type { App } from '../app/app.ts';
import { type FieldsText, type IntakeNotice, intakeStore } from './intake-store.ts';
import { type ChoiceTicked, countHidden, type EpochChoice, tickChoice } from './table-ticks.ts';
import { intakeMessages } from '../messages/intake.ts';

/** Ticks the fields of a text in the chosen epochs, in place of an earlier choice, and shows how many files these are. */
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
    const hidden = countHidden(browsed, text, choice);
    intakeStore.setState({ notice: noticeOf(text, choice, ticked, { files, isMore, hidden }) });
    return next;
  });
}

function noticeOf(
  text: FieldsText,
  choice: EpochChoice,
  ticked: ChoiceTicked,
  counts: { readonly files: number; readonly isMore: boolean; readonly hidden: number },
): IntakeNotice {
  const { name, column, fields, epochs, unknown, warnings } = text;
  return {
    title: intakeMessages.fieldsTicked({
      name,
      fields: fields.length,
      files: counts.files,
      isInTableEpochs: epochs !== null && choice === 'table',
      isMore: counts.isMore,
    }),
    detail: [
      column === null ? '' : intakeMessages.fieldsColumn(column),
      intakeMessages.hiddenUnticked(counts.hidden),
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    unknown,
    unknownNoun: 'field',
    warnings,
    listing: null,
    choice: epochs === null ? null : { text, choice, ticked },
  };
}
