import process from 'node:process';
import type { HostAbilities } from '#main/app/window-app.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * What the app can do where its user sits at a browser, maybe at another machine: nothing here would be in front of
 * them. The page opens links and saves texts by itself, and browses folders in a list of its own.
 */
export function createBrowserAbilities(commandWords: readonly string[]): HostAbilities {
  return {
    kind: 'browser',
    runtime: `Node ${process.versions.node}`,
    commandWords,
    openExternal: async (url) => {
      throw new AppError('bad-usage', openYourself(url));
    },
    showFile: async (file) => {
      throw new AppError(
        'bad-usage',
        `The file is on the machine that runs the server, where no file manager can be opened from here: ${file}`,
      );
    },
    showFolder: async (folder) => {
      throw new AppError(
        'bad-usage',
        `The folder is on the machine that runs the server, where no file manager can be opened from here: ${folder}`,
      );
    },
    chooseFolder: async () => null,
    saveText: async () => false,
    saveBytes: async () => false,
    // Nothing comes to a page from the server's own desktop.
    pageIsReady: () => undefined,
    // A server's proxy is named by its environment.
    systemProxy: async () => null,
  };
}

/** A link to click or copy has to be one that a browser opens as a page. */
function openYourself(url: string): string {
  const scheme = URL.parse(url)?.protocol;
  return scheme === 'https:' || scheme === 'http:'
    ? `Open this address in your browser: ${url}`
    : 'This is not the address of a page, so it is not opened.';
}
