import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { byPath, concernsOneFolder, type CrawlProgress, skippedText } from './crawl.ts';
import type { DropboxLink } from './link.ts';
import { workOff } from './parallel.ts';

const PARALLEL = 32;

export interface ListFoldersOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CrawlProgress) => void;
}

export interface FoldersListed {
  /** In the order of their paths. */
  readonly files: readonly ListedFile[];
  /** The folders that were found in them, in the order of their paths. */
  readonly folders: readonly string[];
  /** Those of the folders that are not there. */
  readonly missing: readonly string[];
  /** What is not in {@link files} though it is there; sentences for the user. */
  readonly problems: readonly string[];
}

/** Lists just these folders, not what is below them: all that a selection needs to know sizes and hashes. */
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
  let foldersDone = 0;
  await workOff([...wanted], PARALLEL, async (folder) => {
    try {
      const listing = await link.listFolder(folder, signal);
      for (const file of listing.files) files.push(file);
      for (const path of listing.folders) found.push(path);
      for (const entry of listing.skipped) problems.push(skippedText(entry));
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
  };
}
