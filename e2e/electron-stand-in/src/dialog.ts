import { recordAndAnswer } from './recorder.ts';
import { refuseTheRest } from './refuse.ts';

const CANCELLED_OPEN = { canceled: true, filePaths: [] };
const CANCELLED_SAVE = { canceled: true, filePath: '' };

/** The result of Escape: the button with `cancelId`, or the first. */
function dismissed(args: readonly unknown[]): number {
  const options = args.at(-1) as { readonly cancelId?: number };
  return options.cancelId ?? 0;
}

/** Dialogs return the answer that the spec queued, or are cancelled. */
export const dialog = refuseTheRest('dialog', {
  showOpenDialog: async (...args: unknown[]) =>
    recordAndAnswer('dialog.showOpenDialog', args, CANCELLED_OPEN),
  showOpenDialogSync: (...args: unknown[]) =>
    recordAndAnswer('dialog.showOpenDialogSync', args, undefined),
  showSaveDialog: async (...args: unknown[]) =>
    recordAndAnswer('dialog.showSaveDialog', args, CANCELLED_SAVE),
  showSaveDialogSync: (...args: unknown[]) =>
    recordAndAnswer('dialog.showSaveDialogSync', args, ''),
  showMessageBox: async (...args: unknown[]) => {
    const otherwise = { response: dismissed(args), checkboxChecked: false };
    return recordAndAnswer('dialog.showMessageBox', args, otherwise);
  },
  showMessageBoxSync: (...args: unknown[]) =>
    recordAndAnswer('dialog.showMessageBoxSync', args, dismissed(args)),
  showErrorBox: (...args: unknown[]) => recordAndAnswer('dialog.showErrorBox', args, undefined),
});
