import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import type { NodeRuns } from '#shared/catalogue/tree.ts';

/** A catalogue's files in their folders. A folder's own files come after those of its subfolders. */
export interface FolderTree extends NodeRuns {
  readonly grouping: 'folders';
  /** Each node's own name; the root's is empty. */
  readonly names: readonly string[];
}

interface Folder {
  readonly name: string;
  /** Its number in the catalogue; null if it contains only folders. */
  id: number | null;
  readonly children: Map<string, Folder>;
}

export function createFolderTree(catalogue: Catalogue): FolderTree {
  const nodes = {
    starts: [] as number[],
    ends: [] as number[],
    levels: [] as number[],
    nexts: [] as number[],
    names: [] as string[],
  };
  const rows = new Uint32Array(catalogue.length);
  let at = 0;
  const lay = (folder: Folder, level: number): void => {
    const node = nodes.starts.push(at) - 1;
    nodes.levels.push(level);
    nodes.names.push(folder.name);
    for (const child of folder.children.values()) lay(child, level + 1);
    if (folder.id !== null) {
      const end = catalogue.folderStarts[folder.id + 1]!;
      for (let row = catalogue.folderStarts[folder.id]!; row < end; row += 1) rows[at++] = row;
    }
    nodes.ends[node] = at;
    nodes.nexts[node] = nodes.starts.length;
  };
  lay(nested(catalogue.folders), 0);
  return {
    grouping: 'folders',
    rows,
    starts: Uint32Array.from(nodes.starts),
    ends: Uint32Array.from(nodes.ends),
    levels: Uint8Array.from(nodes.levels),
    nexts: Uint32Array.from(nodes.nexts),
    names: nodes.names,
  };
}

function nested(folders: readonly string[]): Folder {
  const root: Folder = { name: '', id: null, children: new Map() };
  for (const [id, path] of folders.entries()) {
    let folder = root;
    for (const name of path.split('/').slice(1)) {
      let child = folder.children.get(name);
      if (child === undefined) {
        child = { name, id: null, children: new Map() };
        folder.children.set(name, child);
      }
      folder = child;
    }
    folder.id = id;
  }
  return root;
}
