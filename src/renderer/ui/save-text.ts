import type { App } from '../app/app.ts';

/** Saves a text where the user chooses; under the browser host, as a download of the browser. */
export async function saveText(app: App, suggestedName: string, text: string): Promise<void> {
  const answer = await app.ask('dialogs.saveText', { suggestedName, text });
  if (answer !== undefined && !answer.saved) downloadInBrowser(app, suggestedName, text);
}

/** The same for a file that is no text. */
export async function saveBytes(
  app: App,
  suggestedName: string,
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<void> {
  const answer = await app.ask('dialogs.saveBytes', { suggestedName, bytes });
  if (answer !== undefined && !answer.saved) downloadInBrowser(app, suggestedName, bytes, type);
}

function downloadInBrowser(
  app: App,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  type = 'text/plain',
): void {
  const info = app.info.getState().info;
  // In the desktop app, the user has cancelled the dialog.
  if (info?.host !== 'browser') return;
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
