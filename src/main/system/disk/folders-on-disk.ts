import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The folders below `outputFolder` that hold files, as survey paths (`/EPOCH01/COMBINED`; the output folder itself is
 * empty). Searches only those of its folders that are in `tops`. Follows links, because epochs may be on separate disks.
 * Skips unreadable folders. Throws the signal's reason.
 */
export async function foldersOnDisk(
  outputFolder: string,
  tops: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = [];
  // A link to a parent folder would make an endless loop.
  const seen = new Set<string>();
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    signal.throwIfAborted();
    const at = join(outputFolder, folder);
    const real = await realpath(at).catch(() => at);
    if (seen.has(real)) continue;
    seen.add(real);
    let holdsFiles = false;
    for (const entry of await readdir(at, { withFileTypes: true }).catch(() => [])) {
      const path = `${folder}/${entry.name}`;
      const isFolder =
        entry.isDirectory() ||
        (entry.isSymbolicLink() && (await leadsToFolder(join(at, entry.name))));
      if (!isFolder) holdsFiles = true;
      else if (folder !== '' || tops.has(path)) waiting.push(path);
    }
    if (holdsFiles) found.push(folder);
  }
  return found.toSorted();
}

async function leadsToFolder(link: string): Promise<boolean> {
  return await stat(link).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
