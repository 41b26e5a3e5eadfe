import process from 'node:process';
import { app, dialog, type BrowserWindow, Menu, session, shell } from 'electron';
import { createWindowApp } from '#main/app/create-app.ts';
import type { WindowApp } from '#main/app/window-app.ts';
import { createDesktopAbilities } from './abilities.ts';
import { registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { RENDERER_FOLDER } from './bundle-files.ts';
import { servePage } from './ipc-pipe.ts';
import { menuTemplate } from './menu.ts';
import { desktopMessages } from './messages.ts';
import { createOpenedFiles } from './opened-files.ts';
import { mayOpenOutside } from './outside-links.ts';
import { PAGE_URL } from './page-address.ts';
import { followPower } from './power.ts';
import { showProgress } from './progress.ts';
import { closeBeforeQuit } from './quit.ts';
import { confineContents, confineSession } from './security.ts';
import { becomeTheOnlyInstance, filesAmong } from './single-instance.ts';
import { placeUserData } from './user-data.ts';
import { createWindow } from './window.ts';

const DOCUMENTATION = 'https://www.vast-survey.org/';

/** Opens the window with the app behind it, or brings the one to the front that is open already. */
export function startDesktop(words: readonly string[]): void {
  placeUserData();
  let window: BrowserWindow | null = null;
  const opened = createOpenedFiles();
  const isFirst = becomeTheOnlyInstance(words, (files) => {
    if (window?.isMinimized() === true) window.restore();
    window?.show();
    opened.open(files);
  });
  if (!isFirst) {
    app.quit();
    return;
  }
  opened.open(filesAmong(words));
  app.on('open-file', (event, file) => {
    event.preventDefault();
    opened.open([file]);
  });

  const endpoint = process.env['VAST_DROPBOX_ENDPOINT'] ?? null;
  registerAppScheme();
  confineContents((url) => {
    if (mayOpenOutside(url, endpoint)) void shell.openExternal(url);
  });
  // Begun at once: Chromium and the app's own thread come up side by side.
  const starting: Promise<WindowApp> = createWindowApp({
    host: createDesktopAbilities(
      endpoint,
      () => window,
      () => void starting.then((windowApp) => opened.pageListens(windowApp)),
    ),
    env: process.env,
    platform: process.platform,
    version: app.getVersion(),
    workers: {},
  });
  // Told below, when there is a window to tell it in.
  starting.catch(() => undefined);

  const open = async (): Promise<void> => {
    await app.whenReady();
    confineSession(session.defaultSession);
    serveAppScheme(RENDERER_FOLDER);
    const opening = createWindow();
    window = opening;
    // A second start may still come while downloads are brought to their end.
    opening.once('closed', () => {
      window = null;
    });
    const windowApp = await starting;
    closeBeforeQuit(windowApp);
    // The user has closed the window meanwhile.
    if (opening.isDestroyed()) return;
    showMenu(windowApp);
    servePage(windowApp, opening.webContents);
    showProgress(windowApp, opening);
    followPower(windowApp);
    // Also when the page stopped working and is shown again.
    opening.webContents.on('did-navigate', () => opened.pageLeft());
    await opening.loadURL(PAGE_URL);
  };
  open().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox(desktopMessages.cannotStart, why);
    app.exit(1);
  });
}

function showMenu(windowApp: WindowApp): void {
  const template = menuTemplate({
    platform: process.platform,
    run: (command) => windowApp.emit('app.menu', { command }),
    showLog: () => shell.showItemInFolder(windowApp.logFile),
    openDocumentation: () => void shell.openExternal(DOCUMENTATION),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
