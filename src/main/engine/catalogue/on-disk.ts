import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bitset, createBitset, setBit } from '#shared/catalogue/bitset.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { textAt } from '#shared/catalogue/text-column.ts';

/** Folders read at once: few, because the disk's queue is short and shared. */
const MAX_PARALLEL = 8;

/**
 * Finds the files of a catalogue that exist below `outputFolder` with the listed size, or with any size if none is
 * listed. Reads folders, never a file's content, and blocks no thread.
 */
export async function findOnDisk(
  catalogue: Catalogue,
  outputFolder: string,
  signal?: AbortSignal,
): Promise<Bitset> {
  const found = createBitset(catalogue.length);
  const absent = new Set<string>();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let id = next; id < catalogue.folders.length; id = next) {
      next += 1;
      signal?.throwIfAborted();
      const folder = catalogue.folders[id]!;
      // Skip folders below a missing one: an empty disk needs only a few calls.
      if ([...absent].some((above) => folder.startsWith(above))) continue;
      const names = await namesIn(join(outputFolder, folder));
      if (names === null) {
        const top = folder.split('/').slice(0, 2).join('/');
        if ((await namesIn(join(outputFolder, top))) === null) absent.add(`${top}/`);
        continue;
      }
      await compare(id, folder, names);
    }
  };
  const compare = async (id: number, folder: string, names: Set<string>): Promise<void> => {
    const end = catalogue.folderStarts[id + 1]!;
    for (let row = catalogue.folderStarts[id]!; row < end; row += 1) {
      const name = textAt(catalogue.names, row);
      if (!names.has(name)) continue;
      const size = catalogue.sizes[row]!;
      if (Number.isNaN(size) || (await sizeOf(join(outputFolder, folder, name))) === size) {
        setBit(found, row);
      }
    }
  };
  await Promise.all(Array.from({ length: MAX_PARALLEL }, worker));
  return found;
}

/** The names in a folder; null if it can't be read, usually because it does not exist. */
async function namesIn(folder: string): Promise<Set<string> | null> {
  try {
    return new Set(await readdir(folder));
  } catch {
    return null;
  }
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    const stats = await stat(file);
    return stats.isFile() ? stats.size : null;
  } catch {
    return null;
  }
}
