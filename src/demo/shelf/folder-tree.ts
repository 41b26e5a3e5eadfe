/** What lies directly in a folder. Names only; a path is the folder's, a slash, and the name. */
export interface Folder {
  /** As it was first written; empty for the root. */
  readonly path: string;
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** Folders and files by path. Asked without regard to case, as Dropbox does. */
export interface FolderTree {
  /** `""` is the root. Null where there is no such folder. */
  folder(path: string): Folder | null;
  /** The path of a file as it was first written, or null where there is none. */
  filePath(path: string): string | null;
}

interface OpenFolder extends Folder {
  readonly folders: string[];
  readonly files: string[];
}

/** Paths that differ in case or Unicode form only stay apart, so that a listing can hold such twins on purpose. */
export function createFolderTree(paths: Iterable<string>): FolderTree {
  const folders = new Map<string, OpenFolder>([['', { path: '', folders: [], files: [] }]]);
  const exactFiles = new Set<string>();
  const filesInLowerCase = new Map<string, string>();

  const open = (path: string): OpenFolder => {
    const key = path.toLowerCase();
    let folder = folders.get(key);
    if (folder === undefined) {
      folder = { path, folders: [], files: [] };
      folders.set(key, folder);
      const slash = path.lastIndexOf('/');
      open(path.slice(0, slash)).folders.push(path.slice(slash + 1));
    }
    return folder;
  };

  for (const path of paths) {
    if (exactFiles.has(path)) continue;
    exactFiles.add(path);
    if (!filesInLowerCase.has(path.toLowerCase())) filesInLowerCase.set(path.toLowerCase(), path);
    const slash = path.lastIndexOf('/');
    open(path.slice(0, slash)).files.push(path.slice(slash + 1));
  }

  return {
    folder: (path) => folders.get(path.toLowerCase()) ?? null,
    filePath: (path) =>
      exactFiles.has(path) ? path : (filesInLowerCase.get(path.toLowerCase()) ?? null),
  };
}
