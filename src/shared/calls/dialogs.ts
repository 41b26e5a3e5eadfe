import { z } from 'zod';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { call, type Infer, none } from './declare.ts';
import { flag, longText, shortText, strings } from './values.ts';

const folderListing = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  folders: strings,
  freeBytes: z.number().nullable(),
  writable: flag,
});
export type FolderListing = Infer<typeof folderListing>;

export const dialogsCalls = {
  /** Opens the system's folder dialog; null if it was cancelled or the host has none (browser host). */
  'dialogs.chooseFolder': call(
    z.object({ start: shortText }),
    z.object({ path: z.string().nullable() }),
  ),
  /** Folders that this user may see, for hosts without a dialog. */
  'dialogs.browseFolders': call(z.object({ path: shortText }), folderListing),
  /** Checks that files can be written to a folder, which may be new; fails with the reason if not. */
  'dialogs.checkFolder': call(z.object({ path: shortText }), none),
  /** Saves a text where the user chooses; in a browser the page downloads it itself (`saved` is false). */
  'dialogs.saveText': call(
    z.object({ suggestedName: z.string().min(1).max(200), text: longText }),
    z.object({ saved: flag }),
  ),
  /** The same for a picture, or another file that is no text. */
  'dialogs.saveBytes': call(
    z.object({
      suggestedName: z.string().min(1).max(200),
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MAX_TEXT_BYTES),
    }),
    z.object({ saved: flag }),
  ),
};
