import type { App } from '../app/app.ts';
import type { TextFile } from './choose-text-file.ts';
import { intakeStore } from './intake-store.ts';
import { intakeMessages } from '../messages/intake.ts';

/** Replaces the listing by the files that a text names, one path on each line. */
export async function importListing(app: App, { name, text }: TextFile): Promise<void> {
  const answer = await app.ask('catalogue.importListing', { text });
  if (answer === undefined) return;
  intakeStore.setState({ notice: null });
  app.views.go('browse');
  app.toasts.show(intakeMessages.listingImported(name));
}
