import { record, recordAndAnswer } from './recorder.ts';
import { refuseTheRest } from './refuse.ts';

/** Only records what would open elsewhere on the desktop. */
export const shell = refuseTheRest('shell', {
  openExternal: async (...args: unknown[]): Promise<void> =>
    recordAndAnswer('shell.openExternal', args, undefined),
  openPath: async (...args: unknown[]): Promise<string> =>
    recordAndAnswer('shell.openPath', args, ''),
  trashItem: async (...args: unknown[]): Promise<void> => record('shell.trashItem', args),
  showItemInFolder: (...args: unknown[]): void => record('shell.showItemInFolder', args),
  beep: (): void => record('shell.beep', []),
});
