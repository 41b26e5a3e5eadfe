import { countBits } from '#shared/catalogue/bitset.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { ParsedInput } from '#shared/ipc/contract.ts';
import { type App, messageOf } from '../app/app.ts';
import type { TextFile } from './choose-text-file.ts';
import { takeStep } from '../app/end-work.ts';
import { tickFiles } from '../ticks/tick-files.ts';
import { intakeStore } from './intake-store.ts';
import { browsedFrom } from '../ticks/keep-catalogue.ts';
import { takeFields } from './take-fields.ts';

/** Of the names that nothing has, those that a message repeats. */
const MAX_TOLD = 5;

/**
 * Deals with a text that was dropped, opened, chosen or pasted, as main says what it is.
 *
 * @param refuse shows why the text is not taken, where it was entered, and then a text of which the listing has nothing
 * is not taken either; without it, a toast shows the reason
 * @returns whether the text was taken
 */
export async function takeText(
  app: App,
  file: TextFile,
  refuse?: (why: string) => void,
): Promise<boolean> {
  let parsed: ParsedInput;
  try {
    parsed = await app.api.call('inputs.parse', file);
  } catch (error) {
    const tell = refuse ?? ((why: string) => app.toasts.show(why, { tone: 'problem' }));
    tell(messageOf(error));
    return false;
  }
  const lacking = refuse === undefined ? null : nothingFound(parsed);
  if (lacking !== null) {
    refuse?.(lacking);
    return false;
  }
  switch (parsed.kind) {
    case 'config':
      // Before the first call: a wrong password counts against the link.
      for (const warning of parsed.warnings) app.toasts.show(warning);
      app.views.go('connect');
      await takeStep(app, { kind: 'config', text: file.text }, 'connect to the other link', () =>
        connectWithConfig(app, file.text),
      );
      return true;
    case 'fields':
      app.views.go('browse');
      // A file that the app was started with comes before there is anything to tick.
      await browsedFrom(app.browse, 0);
      takeFields(app, { ...parsed, name: file.name }, 'table', null);
      return true;
    case 'files': {
      app.views.go('browse');
      const { catalogueRevision, words } = parsed.selection;
      const { revision, catalogue } = await browsedFrom(app.browse, catalogueRevision);
      // Another listing has come meanwhile: then the files are looked up in that one.
      if (revision !== catalogueRevision) return takeText(app, file, refuse);
      const { length } = catalogue;
      const files = countBits({ length, words });
      app.browseWith((browsed) => tickFiles(browsed, { length, words }));
      intakeStore.setState({
        notice: {
          title: `${file.name}: ${formatNumberOf(files, 'file')} ticked.`,
          detail: '',
          unknown: parsed.unknown,
          unknownNoun: 'file',
          warnings: parsed.warnings,
          listing: file,
          choice: null,
        },
      });
      return true;
    }
    default:
      return parsed satisfies never;
  }
}

/** Why a text ticks nothing, though it was read; null where it does tick something, or is no list. */
function nothingFound(parsed: ParsedInput): string | null {
  if (parsed.kind === 'config') return null;
  const isEmpty =
    parsed.kind === 'fields'
      ? parsed.fields.length === 0
      : parsed.selection.words.every((word) => word === 0);
  if (!isEmpty) return null;
  const { unknown, kind } = parsed;
  const noun = kind === 'fields' ? 'field' : 'file';
  const names = unknown.slice(0, MAX_TOLD).join(', ');
  const more = unknown.length > MAX_TOLD ? ` and ${unknown.length - MAX_TOLD} more` : '';
  return `This listing has none of these ${noun}s: ${names}${more}.`;
}

async function connectWithConfig(app: App, text: string): Promise<void> {
  try {
    await app.api.call('connection.connectWithConfig', { text, remember: false });
  } catch (error) {
    // What Dropbox or the way there has against it, the connection's own state tells on that page.
    const isOfText = error instanceof AppError && error.code.startsWith('bad-');
    if (isOfText) app.toasts.show(error.message, { tone: 'problem' });
  }
}
