import { setImmediate } from 'node:timers/promises';
import type { CatalogueService, ChosenRows } from '#main/app/catalogue/catalogue-service.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { rowsOf } from '#shared/catalogue/bitset.ts';
import { fileAt } from '#shared/catalogue/catalogue.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import type { Selection } from '#shared/ipc/contract.ts';

/**
 * The files of a selection with all that Dropbox says of them. Where the listing knows paths only, a crawl that is
 * under way is waited for; what is still unknown then is asked of just the folders that hold it. A file that is not
 * there is kept: it fails with its own reason, and is not forgotten.
 */
export async function wantedFiles(
  catalogue: CatalogueService,
  engine: Pick<EngineClient, 'call'>,
  selection: Selection,
): Promise<readonly WantedFile[]> {
  let files = await filesOf(await catalogue.rowsOf(selection));
  if (files.some(isUnknown)) {
    await catalogue.whenListed();
    files = await filesOf(await catalogue.rowsOf(selection));
  }
  const folders = new Set(files.filter(isUnknown).map(({ path }) => folderOf(path)));
  if (folders.size > 0) {
    const listed = await engine.call('listFolders', { folders: [...folders] });
    const known = new Map(listed.files.map((file) => [file.path, file]));
    files = files.map((file) => known.get(file.path) ?? file);
  }
  return files.map((file) => ({ ...file, checksum: null }));
}

/** The event loop handles other work after this many files. */
const FILES_A_TURN = 1_000;

async function filesOf({ catalogue, rows }: ChosenRows): Promise<readonly ListedFile[]> {
  const files: ListedFile[] = [];
  for (const row of rowsOf(rows)) {
    files.push(fileAt(catalogue, row));
    if (files.length % FILES_A_TURN === 0) await setImmediate();
  }
  return files;
}

function isUnknown({ size }: ListedFile): boolean {
  return size === null;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
