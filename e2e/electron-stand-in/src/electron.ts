import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { clipboard } from './clipboard.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import { net } from './net.ts';
import { Notification } from './notification.ts';
import { powerMonitor, powerSaveBlocker } from './power.ts';
import { protocol } from './protocol.ts';
import { notImplemented, refuseTheRest } from './refuse.ts';
import { screen } from './screen.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { contentsOfTarget } from './targets.ts';
import { Tray } from './tray.ts';
import { allWebContents } from './web-contents.ts';

const safeStorage = refuseTheRest('safeStorage', { isEncryptionAvailable: () => false });

const utilityProcess = refuseTheRest('utilityProcess', {
  fork: () => {
    throw notImplemented('utilityProcess.fork');
  },
});

const webContents = refuseTheRest('webContents', {
  getAllWebContents: allWebContents,
  getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents ?? null,
  fromId: (id: number) => allWebContents().find((each) => each.id === id),
  fromDevToolsTargetId: contentsOfTarget,
});

/** What `require('electron')` gives in the main process. */
export const electron: object = refuseTheRest('electron', {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
});
