import { countBits } from '#shared/catalogue/bitset.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { App } from '../app/app.ts';
import type { TextFile } from '../app/choose-text-file.ts';
import { filesOfFields, tickFiles } from './browse-store.ts';
import { intakeStore } from './intake-store.ts';

/** Deals with a text that was dropped, opened, chosen or pasted, as main says what it is. */
export async function takeText(app: App, file: TextFile): Promise<void> {
  const parsed = await app.ask('inputs.parse', file);
  if (parsed === undefined) return;
  switch (parsed.kind) {
    case 'config':
      app.rooms.go('connect');
      await connectWithConfig(app, file.text);
      return;
    case 'fields': {
      app.rooms.go('browse');
      let files = 0;
      let hadTicks = false;
      app.browseWith((browsed) => {
        const next = tickFiles(browsed, filesOfFields(browsed, parsed.fields));
        hadTicks = browsed.ticked.files > 0;
        files = next.ticked.files - browsed.ticked.files;
        return next;
      });
      intakeStore.setState({
        notice: {
          title: `${file.name}: ${formatNumberOf(parsed.fields.length, 'field')} ticked, ${formatNumberOf(files, 'file')}${hadTicks ? ' more' : ''}.`,
          unknown: parsed.unknown,
          unknownNoun: 'field',
          warnings: parsed.warnings,
          listing: null,
        },
      });
      return;
    }
    case 'files': {
      app.rooms.go('browse');
      const { words } = parsed.selection;
      const files = countBits({ length: words.length * 32, words });
      app.browseWith((browsed) =>
        browsed.revision === parsed.selection.catalogueRevision
          ? tickFiles(browsed, {
              length: browsed.catalogue.length,
              words,
            })
          : browsed,
      );
      intakeStore.setState({
        notice: {
          title: `${file.name}: ${formatNumberOf(files, 'file')} ticked.`,
          unknown: parsed.unknown,
          unknownNoun: 'file',
          warnings: parsed.warnings,
          listing: file,
        },
      });
      return;
    }
    default:
      return parsed satisfies never;
  }
}

async function connectWithConfig(app: App, text: string): Promise<void> {
  try {
    const answer = await app.api.call('connection.connectWithConfig', { text, remember: false });
    for (const warning of answer.warnings) app.toasts.show(warning);
  } catch (error) {
    // What Dropbox or the way there has against it, the connection's own state tells on that page.
    const isOfText = error instanceof AppError && error.code.startsWith('bad-');
    if (isOfText) app.toasts.show(error.message, { tone: 'problem' });
  }
}
