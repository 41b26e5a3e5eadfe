import { app } from 'electron';
import type { WindowApp } from '#main/app/window-app.ts';

/** After this time the process exits even if the app has not closed; files on disk are safe anyway. */
const TIMEOUT_MS = 10_000;

/** Closes the app before the process exits: finished blocks are kept, and the queue resumes at the next start. */
export function closeBeforeQuit(windowApp: Pick<WindowApp, 'close'>): void {
  let isClosing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    const end = (): void => app.exit(0);
    setTimeout(end, TIMEOUT_MS).unref();
    void windowApp.close().then(end, end);
  });
}
