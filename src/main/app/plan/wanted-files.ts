import { setImmediate } from 'node:timers/promises';
import type { CatalogueService, ChosenRows } from '#main/app/catalogue/catalogue-service.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { rowsOf } from '#shared/catalogue/bitset.ts';
import { inSpelledFolders, type ListFolders } from '#shared/dropbox/spell-folders.ts';
import { fileAt } from '#shared/catalogue/catalogue.ts';
import { type Respelled, warnOfSpelling } from '#shared/catalogue/find-paths.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import type { Selection } from '#shared/ipc/contract.ts';

/** Files to put into the queue, and sentences for the user about their names. */
export interface WantedFiles {
  readonly files: readonly WantedFile[];
  readonly warnings: readonly string[];
}

/**
 * The files of a selection with all that Dropbox says of them. Where the listing knows paths only, a crawl that is
 * under way is waited for; what is still unknown then is asked of just the folders that hold it. A file that is not
 * there is kept: it fails with its own reason, and is not forgotten.
 */
export async function wantedFiles(
  catalogue: CatalogueService,
  engine: Pick<EngineClient, 'call'>,
  selection: Selection,
): Promise<WantedFiles> {
  let files = await filesOf(await catalogue.rowsOf(selection));
  if (files.some(isUnknown)) {
    await catalogue.whenListed();
    files = await filesOf(await catalogue.rowsOf(selection));
  }
  const { value } = await catalogue.get();
  const known = catalogue.source === 'imported' ? [] : value.folders;
  const listed = await listUnknown(engine, files, known);
  return {
    files: listed.files.map((file) => ({ ...file, checksum: null })),
    warnings: warnOfSpelling(listed.respelled),
  };
}

/**
 * Asks Dropbox about the files without a size. The answers have Dropbox's spelling.
 *
 * @param known folders whose spelling is Dropbox's
 */
async function listUnknown(
  engine: Pick<EngineClient, 'call'>,
  files: readonly ListedFile[],
  known: readonly string[],
): Promise<{ readonly files: readonly ListedFile[]; readonly respelled: readonly Respelled[] }> {
  const typed = files.filter(isUnknown).map(({ path }) => path);
  if (typed.length === 0) return { files, respelled: [] };
  const list: ListFolders = (parents) => engine.call('listFolders', { folders: parents });
  const asked = await inSpelledFolders(list, typed, known);
  const folders = new Set(asked.map((path) => path.slice(0, path.lastIndexOf('/'))));
  const listed = await engine.call('listFolders', { folders: [...folders] });
  const there = new Map(listed.files.map((file) => [file.path, file]));
  const inAnyCase = new Map(listed.files.map((file) => [file.path.toLowerCase(), file]));
  const found = new Map<string, ListedFile>();
  for (const [index, path] of asked.entries()) {
    const file = there.get(path) ?? inAnyCase.get(path.toLowerCase());
    if (file !== undefined) found.set(typed[index]!, file);
  }
  return {
    files: files.map((file) => found.get(file.path) ?? file),
    respelled: [...found].flatMap(([path, file]) =>
      path === file.path ? [] : [{ typed: path, listed: file.path }],
    ),
  };
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
