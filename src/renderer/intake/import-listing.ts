import type { App } from '../app/app.ts';
import type { TextFile } from './choose-text-file.ts';
import { intakeStore } from './intake-store.ts';
import { intakeMessages } from '../messages/intake.ts';

/** Replaces the listing by the files that a text names, one path on each line. */
export async function importListing(app: App, { name, text }: TextFile): Promise<void> {
  const answer = await app.ask('catalogue.importListing', { text });
  if (answer === undefined) return;
  const title = intakeMessages.listingImported(name);
  const { warnings } = answer;
  // What was read otherwise stays to be read; a plain success goes by itself.
  intakeStore.setState({
    notice:
      warnings.length === 0
        ? null
        : {
            title,
            detail: '',
            unknown: [],
            unknownNoun: 'file',
            warnings,
            listing: null,
            choice: null,
          },
  });
  app.views.go('browse');
  if (warnings.length === 0) app.toasts.show(title);
}
