import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { WindowApp } from '#main/app/window-app.ts';
import { createCutoutsEnd } from './cutouts-end.ts';
import { createDesktopWork } from './desktop-work.ts';
import { createQueueEnd } from './queue-end.ts';

/** Shows progress in the dock or taskbar, keeps the machine awake meanwhile, and notifies of the end. */
export function showProgress(app: Pick<WindowApp, 'onEvent'>, window: BrowserWindow): void {
  const desktopWork = createDesktopWork();
  const queueEnd = createQueueEnd();
  const cutoutsEnd = createCutoutsEnd();
  let blocker: number | null = null;
  /** Kept, because one that is collected as garbage is not heard of any more when it is clicked. */
  let shown: Notification | null = null;
  const stayAwake = (isWorking: boolean): void => {
    if (isWorking) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  const stop = app.onEvent((event) => {
    const work = desktopWork(event);
    if (work === null) return;
    stayAwake(work.isWorking);
    window.setProgressBar(work.bar?.fraction ?? -1, { mode: work.bar?.mode ?? 'none' });
    const notice =
      event.name === 'downloads.changed'
        ? queueEnd(event.payload)
        : event.name === 'cutouts.changed'
          ? cutoutsEnd(event.payload.value)
          : null;
    if (notice === null || window.isFocused() || !Notification.isSupported()) return;
    shown = new Notification(notice);
    shown.on('click', () => !window.isDestroyed() && window.show());
    shown.show();
  });
  window.once('closed', () => {
    stop();
    stayAwake(false);
  });
}
