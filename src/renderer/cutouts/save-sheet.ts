import type { App } from '../app/app.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { drawSheet, type Sheet } from './draw-sheet.ts';
import { MAX_SHEET_COLUMNS } from './sheet-layout.ts';

/** Writes the wall of one source as a PNG beside its cutouts. A toast shows the file, or why there is none. */
export async function saveSheet(
  { ask, toasts }: Pick<App, 'ask' | 'toasts'>,
  of: { readonly run: number; readonly source: number },
  sheet: Sheet,
): Promise<void> {
  if (sheet.columns.length > MAX_SHEET_COLUMNS) {
    toasts.show(cutoutsMessages.tooWide(MAX_SHEET_COLUMNS), { tone: 'problem' });
    return;
  }
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const blob = await drawSheet(sheet).convertToBlob({ type: 'image/png' });
    bytes = new Uint8Array(await blob.arrayBuffer());
  } catch {
    // A canvas that is larger than the browser's memory.
    toasts.show(cutoutsMessages.notDrawn, { tone: 'problem' });
    return;
  }
  const saved = await ask('cutouts.saveSheet', { ...of, as: 'png', bytes });
  if (saved !== undefined) toasts.show(cutoutsMessages.saved(saved.file));
}
