import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialog } from 'electron';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import type { WindowApp } from '#main/app/window-app.ts';
import { desktopMessages } from './messages.ts';

/** Files that the user opened through the system. */
export interface OpenedFiles {
  open(files: readonly string[]): void;
  /** Called when a page listens: sends it the files that were opened before. */
  pageListens(app: Pick<WindowApp, 'emit'>): void;
  /** The page is gone, or another one loads: what is opened waits for that one. */
  pageLeft(): void;
}

export function createOpenedFiles(): OpenedFiles {
  const waiting: string[] = [];
  let app: Pick<WindowApp, 'emit'> | null = null;
  const tell = (): void => {
    if (app !== null) for (const file of waiting.splice(0)) void openFile(file, app);
  };
  return {
    open(files) {
      waiting.push(...files);
      tell();
    },
    pageListens(listening) {
      app = listening;
      tell();
    },
    pageLeft() {
      app = null;
    },
  };
}

async function openFile(file: string, app: Pick<WindowApp, 'emit'>): Promise<void> {
  try {
    const { size } = await stat(file);
    if (size > MAX_TEXT_BYTES) {
      dialog.showErrorBox(
        desktopMessages.openedFile.isTooLarge,
        desktopMessages.openedFile.tooLarge(file),
      );
      return;
    }
    const bytes = new Uint8Array(await readFile(file));
    app.emit('app.openFile', { name: basename(file), bytes });
  } catch (error) {
    dialog.showErrorBox(desktopMessages.openedFile.cannotOpen, mapDiskError(error, file).message);
  }
}
