import { andNotBits, countBits } from '#shared/catalogue/bitset.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ParsedInput } from '#shared/ipc/contract.ts';
import { type App, messageOf } from '../app/app.ts';
import type { TextFile } from './choose-text-file.ts';
import { takeStep } from '../app/end-work.ts';
import { tickFiles } from '../ticks/tick-files.ts';
import { intakeStore } from './intake-store.ts';
import { browsedFrom } from '../ticks/keep-catalogue.ts';
import { takeFields } from './take-fields.ts';
import { intakeMessages } from '../messages/intake.ts';

/** Unknown names that a message lists. */
const MAX_NAMES_SHOWN = 5;

/**
 * Handles a text that was dropped, opened, chosen or pasted, after main has recognised its kind.
 *
 * @param refuse shows beside the input why the text is refused; with it, a text that names nothing of the listing is
 * refused, too. Without it, a toast shows the reason
 * @returns whether the text was accepted
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
    const show = refuse ?? ((why: string) => app.toasts.show(why, { tone: 'problem' }));
    show(messageOf(error));
    return false;
  }
  const lacking = refuse === undefined ? null : nothingFound(parsed);
  if (lacking !== null) {
    refuse?.(lacking);
    return false;
  }
  switch (parsed.kind) {
    case 'config':
      // Shown before the first call, since each wrong password counts against the link.
      for (const warning of parsed.warnings) app.toasts.show(warning);
      app.views.go('connect');
      await takeStep(app, { kind: 'config', text: file.text }, intakeMessages.connectOther, () =>
        connectWithConfig(app, file.text),
      );
      return true;
    case 'fields':
      app.views.go('browse');
      // A file that the app was started with arrives before the catalogue.
      await browsedFrom(app.browse, 0);
      takeFields(app, { ...parsed, name: file.name }, 'table', null);
      return true;
    case 'files': {
      app.views.go('browse');
      const { catalogueRevision, words } = parsed.selection;
      const { revision, catalogue } = await browsedFrom(app.browse, catalogueRevision);
      // The listing has changed since the answer: look the files up in the new one.
      if (revision !== catalogueRevision) return takeText(app, file, refuse);
      const { length } = catalogue;
      const files = countBits({ length, words });
      let hidden = 0;
      app.browseWith((browsed) => {
        hidden = countBits(andNotBits({ length, words }, browsed.onView));
        return tickFiles(browsed, { length, words });
      });
      intakeStore.setState({
        notice: {
          title: intakeMessages.filesTicked(file.name, files, hidden),
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

/** Why a text that was parsed ticks nothing; null if it ticks something, or is no list. */
function nothingFound(parsed: ParsedInput): string | null {
  if (parsed.kind === 'config') return null;
  const isEmpty =
    parsed.kind === 'fields'
      ? parsed.fields.length === 0
      : parsed.selection.words.every((word) => word === 0);
  if (!isEmpty) return null;
  const { unknown, kind } = parsed;
  const noun = kind === 'fields' ? 'field' : 'file';
  const more = unknown.length - MAX_NAMES_SHOWN;
  return intakeMessages.noneFound(noun, unknown.slice(0, MAX_NAMES_SHOWN), more);
}

async function connectWithConfig(app: App, text: string): Promise<void> {
  try {
    await app.api.call('connection.connectWithConfig', { text, remember: false });
  } catch (error) {
    // Connect shows errors of Dropbox and the network, which are part of the connection's state.
    const isOfText = error instanceof AppError && error.code.startsWith('bad-');
    if (isOfText) app.toasts.show(error.message, { tone: 'problem' });
  }
}
