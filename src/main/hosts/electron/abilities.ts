import { join } from 'node:path';
import process from 'node:process';
import { app, type BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';
import { FOR_OTHERS, writeAtomically } from '#main/system/disk/write-atomically.ts';
import type { HostAbilities } from '#main/app/window-app.ts';
import { commandWords } from '#main/hosts/command-words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { mayOpenOutside } from './outside-links.ts';
import { systemProxy } from './system-proxy.ts';

/**
 * What the app can do on a desktop.
 *
 * @param endpoint the loopback server that stands for Dropbox, where one is set
 * @param window the one that dialogs belong to
 * @param onPageReady called when the page in it listens for events
 */
export function createDesktopAbilities(
  endpoint: string | null,
  window: () => BrowserWindow | null,
  onPageReady: () => void,
): HostAbilities {
  const save = async (suggestedName: string, content: string | Uint8Array): Promise<boolean> => {
    const parent = window();
    const options = { defaultPath: join(app.getPath('documents'), suggestedName) };
    const { canceled, filePath } = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    if (canceled) return false;
    await writeAtomically(filePath, content, FOR_OTHERS);
    return true;
  };
  return {
    kind: 'desktop',
    runtime: `Electron ${process.versions['electron']}`,
    commandWords: commandWords({
      env: process.env,
      platform: process.platform,
      launcher: app.isPackaged ? null : join(app.getAppPath(), 'build', 'vast-pilot.mjs'),
      // An AppImage runs from a folder that is gone with it.
      program: process.env['APPIMAGE'] ?? process.execPath,
    }),
    async openExternal(url) {
      if (!mayOpenOutside(url, endpoint)) {
        throw new AppError('bad-usage', 'The app does not open this address in your browser.');
      }
      await shell.openExternal(url);
    },
    systemProxy,
    pageIsReady: onPageReady,
    showFile: async (file) => shell.showItemInFolder(file),
    async showFolder(folder) {
      const problem = await shell.openPath(folder);
      if (problem !== '') {
        throw new AppError('bad-usage', `The folder ${folder} can't be opened: ${problem}`);
      }
    },
    async chooseFolder(start) {
      const parent = window();
      const options: OpenDialogOptions = {
        defaultPath: start,
        properties: ['openDirectory', 'createDirectory'],
      };
      const { canceled, filePaths } = await (parent === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options));
      return canceled ? null : (filePaths[0] ?? null);
    },
    saveText: save,
    saveBytes: save,
  };
}
