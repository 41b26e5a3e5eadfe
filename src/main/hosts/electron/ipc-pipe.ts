import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import type { WindowApp } from '#main/app/window-app.ts';
import { PIPE_CHANNEL } from '#shared/ipc/pipe-channel.ts';
import type { Pipe } from '#shared/rpc/channel.ts';
import { isOurPage } from './page-address.ts';

/**
 * Serves the app to the page in `contents`. Each load of the page is a client of its own: an answer to the page
 * that was there before would be taken for another one by the page that is there now.
 */
export function servePage(app: Pick<WindowApp, 'attach'>, contents: WebContents): void {
  let listener: (message: unknown) => void = () => {};
  let detach = (): void => {};

  const hear = (event: IpcMainEvent, message: unknown): void => {
    if (isFromOurPage(event, contents)) listener(message);
  };
  const pipe: Pipe = {
    post: (message) => {
      if (!contents.isDestroyed()) contents.send(PIPE_CHANNEL, message);
    },
    onMessage: (next) => {
      listener = next;
    },
  };

  ipcMain.on(PIPE_CHANNEL, hear);
  contents.on('did-navigate', () => {
    detach();
    detach = app.attach(pipe);
  });
  contents.once('destroyed', () => {
    ipcMain.off(PIPE_CHANNEL, hear);
    detach();
  });
}

/** Messages count only from the main frame of our window while it shows our page. */
function isFromOurPage({ sender, senderFrame }: IpcMainEvent, contents: WebContents): boolean {
  if (sender !== contents || senderFrame === null) return false;
  return senderFrame.parent === null && isOurPage(senderFrame.url);
}
