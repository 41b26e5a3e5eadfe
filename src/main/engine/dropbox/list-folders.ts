import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { byPath, concernsOneFolder, type CrawlProgress, skippedText } from './crawl.ts';
import type { DropboxLink } from './link.ts';
import { forEachParallel } from './parallel.ts';

const MAX_PARALLEL = 32;

export interface ListFoldersOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CrawlProgress) => void;
}

export interface FoldersListed {
  /** Sorted by path. */
  readonly files: readonly ListedFile[];
  /** Their subfolders, sorted by path. */
  readonly folders: readonly string[];
  /** Requested folders that do not exist. */
  readonly missing: readonly string[];
  /** Entries that exist but are missing from {@link files}; sentences for the user. */
  readonly problems: readonly string[];
  /** Those of these entries that can only be viewed on Dropbox's web site, by path. */
  readonly viewOnly: readonly string[];
}

/** Lists only these folders, without their subfolders' contents: enough for the sizes and hashes of ticked files. */
export async function listFolders(
  link: Pick<DropboxLink, 'listFolder'>,
  folders: readonly string[],
  { signal, onProgress }: ListFoldersOptions = {},
): Promise<FoldersListed> {
  const wanted = new Set(folders);
  const files: ListedFile[] = [];
  const found: string[] = [];
  const missing: string[] = [];
  const problems: string[] = [];
  const viewOnly: string[] = [];
  let foldersDone = 0;
  await forEachParallel([...wanted], MAX_PARALLEL, async (folder) => {
    try {
      const listing = await link.listFolder(folder, signal);
      for (const file of listing.files) files.push(file);
      for (const path of listing.folders) found.push(path);
      for (const entry of listing.skipped) {
        problems.push(skippedText(entry));
        if (entry.why === 'not-downloadable') viewOnly.push(entry.path);
      }
    } catch (error) {
      if (!(error instanceof AppError) || !concernsOneFolder(error)) throw error;
      if (error.code === 'path-not-found') missing.push(folder);
      else problems.push(error.message);
    }
    foldersDone += 1;
    onProgress?.({ foldersDone, foldersFound: wanted.size, filesFound: files.length });
  });
  files.sort(byPath);
  return {
    files,
    folders: found.toSorted(),
    missing: missing.toSorted(),
    problems: problems.toSorted(),
    viewOnly: viewOnly.toSorted(),
  };
}
