import type { App } from '../app/app.ts';

/** Saves a text where the user says; in a browser host that is the browser's own download. */
export async function saveText(app: App, suggestedName: string, text: string): Promise<void> {
  const answer = await app.ask('dialogs.saveText', { suggestedName, text });
  if (answer === undefined || answer.saved) return;
  const info = app.info.getState().info;
  // In the desktop app not saved means that the user thought better of it.
  if (info?.host !== 'browser') return;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = suggestedName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
