import type { App } from '../app/app.ts';
import type { TextFile } from './choose-text-file.ts';
import { intakeStore } from './intake-store.ts';

/** Browses the files that a text names, a path on each line, instead of the listing that is there. */
export async function importListing(app: App, { name, text }: TextFile): Promise<void> {
  const answer = await app.ask('catalogue.importListing', { text });
  if (answer === undefined) return;
  intakeStore.setState({ notice: null });
  app.views.go('browse');
  app.toasts.show(`${name} is the listing now.`);
}
