import { app } from 'electron';
import type { WindowApp } from '#main/app/window-app.ts';

/** Longer than this nobody waits for a program that they have closed; what is on disk is safe all the same. */
const PATIENCE_MS = 10_000;

/** Lets the app come to its end before the process does: finished blocks are kept, the queue goes on next time. */
export function closeBeforeQuit(windowApp: Pick<WindowApp, 'close'>): void {
  let isClosing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    const end = (): void => app.exit(0);
    setTimeout(end, PATIENCE_MS).unref();
    void windowApp.close().then(end, end);
  });
}
