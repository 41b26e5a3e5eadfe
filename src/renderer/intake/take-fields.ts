import { countBits } from '#shared/catalogue/bitset.ts';
import type { App } from '../app/app.ts';
import { type FieldsText, type IntakeNotice, intakeStore } from './intake-store.ts';
import { type ChoiceTicked, type EpochChoice, tickChoice } from './table-ticks.ts';
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
  return {
    title: intakeMessages.fieldsTicked({
      name,
      fields: fields.length,
      files,
      isInTableEpochs: epochs !== null && choice === 'table',
      isMore,
    }),
    detail: column === null ? '' : intakeMessages.fieldsColumn(column),
    unknown,
    unknownNoun: 'field',
    warnings,
    listing: null,
    choice: epochs === null ? null : { text, choice, ticked },
  };
}
