import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnName } from '#shared/downloads/local-name.ts';

export interface ForeignSearch {
  /** Paths of the listing, with a leading `/`. */
  readonly known: ReadonlySet<string>;
  /** Search only directly in these survey folders (`/EPOCH01`); null for everywhere below the output folder. */
  readonly folders: readonly string[] | null;
  /** Folders directly below the output folder to skip. */
  readonly except: readonly string[];
}

/**
 * Finds regular files below an output folder that are not in the listing and that are not this program's own, as sorted
 * survey paths. Does not follow links. Skips unreadable folders. Throws the signal's reason.
 */
export async function findForeign(
  outputFolder: string,
  { known, folders, except }: ForeignSearch,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const foreign: string[] = [];
  // A disk may encode accents differently in equal names.
  const isKnown = (path: string): boolean => known.has(path) || known.has(path.normalize('NFC'));
  const skipped = new Set(except.map((name) => `/${name}`));
  const waiting = [...new Set(folders ?? [''])];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    signal.throwIfAborted();
    for (const entry of await entriesOf(join(outputFolder, folder))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (folders === null && !skipped.has(path)) waiting.push(path);
      } else if (entry.isFile() && !isKnown(path) && !isOurs(path, entry.name)) {
        foreign.push(path);
      }
    }
  }
  return foreign.toSorted();
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Manifests beside the survey's folders, with the names that `--manifest` and the app suggest. */
const MANIFEST = /^\/SHA256SUMS(\.[^/]*)?$/;

function isOurs(path: string, name: string): boolean {
  return isOwnName(name) || MANIFEST.test(path);
}
