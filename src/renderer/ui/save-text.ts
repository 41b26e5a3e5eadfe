import type { App } from '../app/app.ts';

/** Saves a text where the user chooses; under the browser host, as a download of the browser. */
export async function saveText(app: App, suggestedName: string, text: string): Promise<void> {
  const answer = await app.ask('dialogs.saveText', { suggestedName, text });
  if (answer === undefined || answer.saved) return;
  const info = app.info.getState().info;
  // In the desktop app, the user has cancelled the dialog.
  if (info?.host !== 'browser') return;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = suggestedName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
