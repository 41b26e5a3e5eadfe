import { countBits } from '#shared/catalogue/bitset.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { App } from '../app/app.ts';
import type { TextFile } from '../app/choose-text-file.ts';
import { takeStep } from '../connect/end-work.ts';
import { filesOfFields, tickFiles } from './browse-store.ts';
import { intakeStore } from './intake-store.ts';
import { browsedFrom } from './keep-catalogue.ts';

/** Deals with a text that was dropped, opened, chosen or pasted, as main says what it is. */
export async function takeText(app: App, file: TextFile): Promise<void> {
  const parsed = await app.ask('inputs.parse', file);
  if (parsed === undefined) return;
  switch (parsed.kind) {
    case 'config':
      app.rooms.go('connect');
      await takeStep(app, { kind: 'config', text: file.text }, 'connect to the other link', () =>
        connectWithConfig(app, file.text),
      );
      return;
    case 'fields': {
      app.rooms.go('browse');
      // A file that the app was started with comes before there is anything to tick.
      await browsedFrom(app.browse, 0);
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
      const { catalogueRevision, words } = parsed.selection;
      const { revision, catalogue } = await browsedFrom(app.browse, catalogueRevision);
      // Another listing has come meanwhile: then the files are looked up in that one.
      if (revision !== catalogueRevision) return takeText(app, file);
      const { length } = catalogue;
      const files = countBits({ length, words });
      app.browseWith((browsed) => tickFiles(browsed, { length, words }));
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
