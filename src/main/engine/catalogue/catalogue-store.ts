import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { openCatalogueDatabase } from './catalogue-schema.ts';
import { listedFile, prepareStatements } from './catalogue-statements.ts';
import { withSqliteErrors } from './sqlite-error.ts';

/** The direct entries of a remote folder. */
export interface FolderListing {
  /** From the root of the shared folder, with a leading `/`; the root itself is empty. */
  readonly folder: string;
  /** The files directly in it. */
  readonly files: readonly ListedFile[];
  /** The paths of the folders directly in it. */
  readonly folders: readonly string[];
}

/** The extent of a crawl, for {@link CatalogueStore.replaceAll}. */
export interface CrawlScope {
  /** The folder where the crawl started. @default the root */
  readonly root?: string;
  /** Folders that the crawl left out or could not read: their stored files stay. @default none */
  readonly except?: readonly string[];
}

export interface StoredListing {
  readonly files: number;
  /** Total of the known sizes. */
  readonly bytes: number;
  /** The oldest listing time of its folders, in milliseconds since 1970. */
  readonly oldestListedAtMs: number;
}

/**
 * Stores crawled listings of shared folders across restarts. A link is identified by a key that is not secret and that
 * only the caller interprets. Every call is one transaction: after a crash a listing is either old or new. All methods
 * throw AppError `in-use`, `disk-full` or `disk-error`.
 */
export interface CatalogueStore {
  /** Replaces one folder. Deletes subfolders that are gone, with everything below them. */
  replaceFolder(linkKey: string, listing: FolderListing): void;
  /** Replaces several folders in one transaction, for a crawl that is stored in steps. */
  replaceFolders(linkKey: string, listings: readonly FolderListing[]): void;
  /** Replaces all stored files with those of a whole crawl. */
  replaceAll(linkKey: string, files: Iterable<ListedFile>, scope?: CrawlScope): void;
  /** All stored files of a link; null if there are none. */
  load(linkKey: string): Catalogue | null;
  /** The stored files at these paths; the result omits unknown paths. */
  lookUp(linkKey: string, paths: Iterable<string>): ReadonlyMap<string, ListedFile>;
  /** When a folder was listed (milliseconds since 1970), or null if it never was. */
  listedAtMs(linkKey: string, folder: string): number | null;
  /** Counts what {@link load} would load. */
  describe(linkKey: string): StoredListing | null;
  /** Stores a copy of a link's files under another key, in place of what is stored there. */
  copy(linkKey: string, toKey: string): void;
  /** Deletes everything stored for a link. */
  forget(linkKey: string): void;
  close(): void;
}

interface Options {
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** How long a call waits for another writing process. @default 5000 */
  readonly busyTimeoutMs?: number;
}

/** Opens (or creates) the store in a file, whose folder must exist. */
export function openCatalogueStore(
  file: string,
  { now = Date.now, busyTimeoutMs = 5_000 }: Options = {},
): CatalogueStore {
  const database = openCatalogueDatabase(file, busyTimeoutMs);
  const statements = prepareStatements(database);

  const transaction = <Result>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', action: () => Result): Result =>
    withSqliteErrors(file, () => {
      database.exec(begin);
      try {
        const result = action();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    });

  /** Reads one consistent state of the database, whatever another process writes meanwhile. */
  const read = <Result>(action: () => Result): Result => transaction('BEGIN', action);

  const write = (action: () => void): void => transaction('BEGIN IMMEDIATE', action);

  const insertFiles = (linkKey: string, folder: string, files: readonly ListedFile[]): void => {
    const row = statements.insertFolder.get(linkKey, folder, now());
    const folderId = Number(row?.['id']);
    for (const { path, size, rev, contentHash } of files) {
      const hash = contentHash === null ? null : Buffer.from(contentHash, 'hex');
      statements.insertFile.run(folderId, path.slice(path.lastIndexOf('/') + 1), size, rev, hash);
    }
  };

  const deleteBelow = (
    linkKey: string,
    folder: string,
    isKept: (path: string) => boolean,
  ): void => {
    // `0` follows `/` in ASCII: between the two are exactly the paths below the folder.
    for (const row of statements.foldersFromTo.all(linkKey, `${folder}/`, `${folder}0`)) {
      const path = String(row['path']);
      if (!isKept(path)) statements.deleteFolder.run(linkKey, path);
    }
  };

  const replaceOne = (linkKey: string, { folder, files, folders }: FolderListing): void => {
    const children = new Set(folders);
    deleteBelow(linkKey, folder, (path) => children.has(childOf(folder, path)));
    statements.deleteFolder.run(linkKey, folder);
    insertFiles(linkKey, folder, files);
  };

  const listedFiles = function* (linkKey: string): Generator<ListedFile, void> {
    for (const { id, path } of statements.folders.all(linkKey)) {
      for (const row of statements.filesIn.all(id ?? null)) yield listedFile(String(path), row);
    }
  };

  return {
    replaceFolder: (linkKey, listing) => write(() => replaceOne(linkKey, listing)),
    replaceFolders: (linkKey, listings) =>
      write(() => {
        for (const listing of listings) replaceOne(linkKey, listing);
      }),
    replaceAll: (linkKey, files, { root = '', except = [] } = {}) => {
      const isKept = (path: string) => except.some((folder) => isIn(folder, path));
      const byFolder = Map.groupBy(files, ({ path }) => path.slice(0, path.lastIndexOf('/')));
      write(() => {
        deleteBelow(linkKey, root, isKept);
        if (!isKept(root)) statements.deleteFolder.run(linkKey, root);
        for (const [folder, siblings] of byFolder) insertFiles(linkKey, folder, siblings);
      });
    },
    load: (linkKey) =>
      read(() => {
        const catalogue = createCatalogue(listedFiles(linkKey));
        return catalogue.length === 0 ? null : catalogue;
      }),
    lookUp: (linkKey, paths) =>
      read(() => {
        const found = new Map<string, ListedFile>();
        const byFolder = Map.groupBy(paths, (path) => path.slice(0, path.lastIndexOf('/')));
        for (const [folder, members] of byFolder) {
          const id = statements.folder.get(linkKey, folder)?.['id'];
          if (id === undefined) continue;
          for (const path of members) {
            const row = statements.fileIn.get(id, path.slice(folder.length + 1));
            if (row !== undefined) found.set(path, listedFile(folder, row));
          }
        }
        return found;
      }),
    listedAtMs: (linkKey, folder) =>
      read(() => {
        const row = statements.folder.get(linkKey, folder);
        return row === undefined ? null : Number(row['listed_at_ms']);
      }),
    describe: (linkKey) =>
      read(() => {
        const row = statements.describe.get(linkKey);
        const files = Number(row?.['files']);
        if (files === 0) return null;
        return {
          files,
          bytes: Number(row?.['bytes']),
          oldestListedAtMs: Number(row?.['oldest']),
        };
      }),
    copy: (linkKey, toKey) =>
      write(() => {
        statements.forget.run(toKey);
        statements.copyFolders.run(toKey, linkKey);
        statements.copyFiles.run(linkKey, toKey);
      }),
    forget: (linkKey) =>
      write(() => {
        statements.forget.run(linkKey);
      }),
    close: () => database.close(),
  };
}

function isIn(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The direct subfolder of `folder` that contains `path`. */
function childOf(folder: string, path: string): string {
  const end = path.indexOf('/', folder.length + 1);
  return end === -1 ? path : path.slice(0, end);
}
