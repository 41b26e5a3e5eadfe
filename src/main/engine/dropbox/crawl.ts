import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { DropboxLink } from './link.ts';
import type { SkippedEntry } from './list-remote-folder.ts';
import { forEachParallel } from './parallel.ts';

/** Folders that wait at the gate at once: enough to fill it, few enough not to delay downloads. */
const MAX_PARALLEL = 32;

export interface CrawlProgress {
  readonly foldersDone: number;
  readonly foldersFound: number;
  readonly filesFound: number;
}

export interface CrawlOptions {
  /** Remote folders to start at, each empty or with a leading `/`. @default the whole shared folder */
  readonly roots?: readonly string[];
  /** Whether to list `/LEGACY` even if no root lies in it. @default false */
  readonly includeLegacy?: boolean;
  readonly signal?: AbortSignal;
  /** Called after each listed folder. */
  readonly onProgress?: (progress: CrawlProgress) => void;
}

export interface CrawlResult {
  /** Sorted by path, whatever the order of Dropbox's answers. */
  readonly files: readonly ListedFile[];
  /** Entries that exist but are missing from {@link files}; sentences for the user. */
  readonly problems: readonly string[];
}

/**
 * Lists every folder once, many at a time. A folder that Dropbox cannot list is reported as a problem. An error of the
 * network, the shared link or the sign-in ends the crawl.
 */
export async function crawl(
  link: Pick<DropboxLink, 'listFolder'>,
  options: CrawlOptions = {},
): Promise<CrawlResult> {
  const { roots = [''], includeLegacy = false, signal, onProgress } = options;
  const files: ListedFile[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  const waiting: string[] = [];
  let foldersDone = 0;
  const find = (folder: string): void => {
    // Dropbox ignores case in names.
    const key = folder.toLowerCase();
    if (seen.has(key)) return;
    seen.add(key);
    waiting.push(folder);
  };
  for (const root of roots) find(root);

  await forEachParallel(waiting, MAX_PARALLEL, async (folder) => {
    try {
      const listing = await link.listFolder(folder, signal);
      for (const file of listing.files) files.push(file);
      for (const entry of listing.skipped) problems.push(skippedText(entry));
      for (const path of listing.folders) {
        if (includeLegacy || path.toLowerCase() !== '/legacy') find(path);
      }
    } catch (error) {
      if (!(error instanceof AppError) || !concernsOneFolder(error)) throw error;
      problems.push(error.message);
    }
    foldersDone += 1;
    onProgress?.({ foldersDone, foldersFound: seen.size, filesFound: files.length });
  });
  files.sort(byPath);
  return { files, problems: problems.toSorted() };
}

export function byPath(a: ListedFile, b: ListedFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

export function concernsOneFolder({ code }: AppError): boolean {
  return code === 'path-not-found' || code === 'cursor-reset' || code === 'api';
}

export function skippedText({ path, why }: SkippedEntry): string {
  return why === 'not-downloadable'
    ? `${path} can only be viewed on Dropbox's web site, not downloaded.`
    : `An entry of ${path.slice(0, path.lastIndexOf('/')) || 'the shared folder'} has an impossible file name, and was left out.`;
}
