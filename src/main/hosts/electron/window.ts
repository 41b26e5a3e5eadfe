import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme } from 'electron';
import { PRELOAD_FILE } from './bundle-files.ts';
import { PAGE_URL } from './page-address.ts';
import { LEAST } from './place-window.ts';
import { keepWindowState, openingBounds, readWindowState } from './window-state.ts';
import { desktopMessages } from './messages.ts';

/** What the page has as its ground, so that a window never flashes in another colour. */
const GROUND = { light: '#f8f5ee', dark: '#0f151b' };

/** Opens the app's window as it was left; nothing is loaded into it yet. */
export function createWindow(): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const state = readWindowState(stateFile);
  const window = new BrowserWindow({
    ...openingBounds(state),
    minWidth: LEAST.width,
    minHeight: LEAST.height,
    title: app.name,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: {
      preload: PRELOAD_FILE,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (state?.isMaximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerReload(window);
  });
  keepWindowState(window, stateFile);
  return window;
}

/** Main and its downloads live on; only the page is gone. */
async function offerReload(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: desktopMessages.pageGone.message,
    detail: desktopMessages.pageGone.detail,
    buttons: [desktopMessages.pageGone.showAgain, desktopMessages.pageGone.quit],
    cancelId: 1,
  });
  if (response === 0) await window.loadURL(PAGE_URL);
  else app.quit();
}
