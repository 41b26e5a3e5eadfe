import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { openCatalogueDatabase } from './catalogue-schema.ts';
import { listedFile, prepareStatements } from './catalogue-statements.ts';
import { withSqliteErrors } from './sqlite-error.ts';

/** What a folder was found to hold. */
export interface FolderListing {
  /** From the root of the shared folder, with a leading `/`; the root itself is empty. */
  readonly folder: string;
  /** The files right in it. */
  readonly files: readonly ListedFile[];
  /** The paths of the folders right in it. */
  readonly folders: readonly string[];
}

/** What {@link CatalogueStore.replaceAll} takes for the whole. */
export interface CrawlScope {
  /** The folder where the crawl began. @default the root */
  readonly root?: string;
  /** Folders that the crawl left out or failed at: of them, what is stored stays. @default none */
  readonly except?: readonly string[];
}

export interface StoredListing {
  readonly files: number;
  /** Of the files whose size is known. */
  readonly bytes: number;
  /** Milliseconds since 1970: when the folder was listed that was listed longest ago. */
  readonly oldestListedAtMs: number;
}

/**
 * Listings of shared folders, as crawled, from one start of the program to the next. A link goes by a key that is
 * no secret; what the key means is the caller's affair. Every call is one transaction: a crash leaves a listing as it
 * was or as it was to be. All methods throw AppError `in-use`, `disk-full` or `disk-error`.
 */
export interface CatalogueStore {
  /** Replaces what is stored of one folder. Folders in it that are gone go, with all that was below them. */
  replaceFolder(linkKey: string, listing: FolderListing): void;
  /** The same for several folders, in one transaction: for a crawl that is stored as it goes. */
  replaceFolders(linkKey: string, listings: readonly FolderListing[]): void;
  /** Replaces everything that is stored by the files of a whole crawl. */
  replaceAll(linkKey: string, files: Iterable<ListedFile>, scope?: CrawlScope): void;
  /** All that is stored of a link, or null if nothing is. */
  load(linkKey: string): Catalogue | null;
  /** What is stored of these paths; paths that are not stored are left out. */
  lookUp(linkKey: string, paths: Iterable<string>): ReadonlyMap<string, ListedFile>;
  /** When a folder was listed (milliseconds since 1970), or null if it never was. */
  listedAtMs(linkKey: string, folder: string): number | null;
  /** What {@link load} would load, without loading it. */
  describe(linkKey: string): StoredListing | null;
  /** Forgets all that is stored of a link. */
  forget(linkKey: string): void;
  close(): void;
}

interface Options {
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** How long a call waits for another process that writes. @default 5000 */
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

  /** Sees one state of the database, whatever another process writes meanwhile. */
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
    // `0` is what comes after `/`: between the two lies all that is below the folder, and nothing else.
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

/** The folder right in `folder` that leads to `path`, which lies below. */
function childOf(folder: string, path: string): string {
  const end = path.indexOf('/', folder.length + 1);
  return end === -1 ? path : path.slice(0, end);
}
