import type { files } from 'dropbox';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { Rpc } from './rpc.ts';

/** Dropbox's maximum number of entries per page. */
const MAX_PAGE_ENTRIES = 2_000;
/** How often a listing starts over after Dropbox lost its position. */
const MAX_RESETS = 3;
/** Empty pages are legal; more than this in a row mean a listing without end. */
const MAX_EMPTY_PAGES = 100;

/** An entry that cannot be downloaded, with the reason. */
export interface SkippedEntry {
  readonly path: string;
  readonly why: 'not-downloadable' | 'impossible-name';
}

/** The direct entries of a folder. All paths are absolute, with a leading `/`. */
export interface FolderListing {
  readonly files: readonly ListedFile[];
  readonly folders: readonly string[];
  readonly skipped: readonly SkippedEntry[];
}

export interface ListDeps {
  readonly rpc: Rpc;
  readonly sharedUrl: string;
  /** Empty if the link has none. */
  readonly password: string;
}

/**
 * Lists one folder, all its pages.
 *
 * @param path from the root of the shared folder; empty for the root
 * @throws AppError `path-not-found` if there is no such folder
 */
export async function listFolder(
  deps: ListDeps,
  path: string,
  signal?: AbortSignal,
): Promise<FolderListing> {
  for (let resets = 0; ; resets += 1) {
    try {
      return await listPages(deps, path, signal);
    } catch (error) {
      if (errorCode(error) !== 'cursor-reset' || resets >= MAX_RESETS) throw error;
    }
  }
}

interface Growing {
  readonly files: ListedFile[];
  readonly folders: string[];
  readonly skipped: SkippedEntry[];
}

async function listPages(
  { rpc, sharedUrl, password }: ListDeps,
  path: string,
  signal: AbortSignal | undefined,
): Promise<FolderListing> {
  const about = { about: 'folder', path, signal } as const;
  const shared_link =
    password === ''
      ? { url: sharedUrl }
      : ({ url: sharedUrl, password } satisfies files.SharedLink);
  const listing: Growing = { files: [], folders: [], skipped: [] };
  let page = await rpc({
    ...about,
    send: (client, options) =>
      client.filesListFolder(
        { path, limit: MAX_PAGE_ENTRIES, recursive: false, shared_link },
        options,
      ),
  });
  for (let emptyPages = 0; ; ) {
    const entries = Array.isArray(page.entries) ? page.entries : [];
    for (const entry of entries) add(listing, path, entry);
    if (!page.has_more) return listing;
    emptyPages = entries.length === 0 ? emptyPages + 1 : 0;
    if (emptyPages > MAX_EMPTY_PAGES) {
      throw new AppError(
        'api',
        `${path || 'The shared folder'}: its listing has no end. Try again later.`,
      );
    }
    const { cursor } = page;
    page = await rpc({
      ...about,
      send: (client, options) => client.filesListFolderContinue({ cursor }, options),
    });
  }
}

type Entry = files.ListFolderResult['entries'][number];

/** Dropbox writes paths in a shared link in three ways, so paths are made only of names. */
function add(listing: Growing, parent: string, entry: Entry): void {
  const { name } = entry;
  const path = `${parent}/${name}`;
  const tag = entry['.tag'];
  if (tag !== 'file' && tag !== 'folder') return;
  if (
    typeof name !== 'string' ||
    name === '' ||
    name === '.' ||
    name === '..' ||
    /[/\0]/.test(name)
  ) {
    listing.skipped.push({ path, why: 'impossible-name' });
  } else if (tag === 'folder') {
    listing.folders.push(path);
  } else if (entry.is_downloadable === false) {
    listing.skipped.push({ path, why: 'not-downloadable' });
  } else {
    listing.files.push(listedFile(path, entry));
  }
}

/** Values that Dropbox omits, or writes in another form than documented, become null. */
function listedFile(path: string, { size, rev, content_hash }: files.FileMetadata): ListedFile {
  const hash = typeof content_hash === 'string' ? content_hash.toLowerCase() : '';
  return {
    path,
    size: Number.isSafeInteger(size) && size >= 0 ? size : null,
    rev: typeof rev === 'string' && rev !== '' ? rev : null,
    contentHash: /^[0-9a-f]{64}$/.test(hash) ? hash : null,
  };
}
