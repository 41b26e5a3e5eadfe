import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { WindowApp } from '#main/app/window-app.ts';
import { createQueueEnd } from './queue-end.ts';
import { queueWork } from './queue-work.ts';

/** Shows the queue in the dock or taskbar, keeps the machine awake for it, and tells when it ends. */
export function showProgress(app: Pick<WindowApp, 'onEvent'>, window: BrowserWindow): void {
  const queueEnd = createQueueEnd();
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
    if (event.name !== 'downloads.changed') return;
    const { isWorking, bar } = queueWork(event.payload);
    stayAwake(isWorking);
    window.setProgressBar(bar?.fraction ?? -1, { mode: bar?.mode ?? 'none' });
    const notice = queueEnd(event.payload);
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
