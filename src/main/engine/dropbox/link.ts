import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import { member } from '#shared/dropbox/member.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { Gate } from './gate.ts';
import { type FolderListing, listFolder } from './list-folder.ts';
import { type FileRequest, type FileResponse, openFile, type OpenFileDeps } from './open-file.ts';
import type { Rpc } from './rpc.ts';

export interface LinkDeps extends Omit<OpenFileDeps, 'sharedUrl' | 'password'> {
  readonly credentials: Credentials;
  readonly gate: Gate;
  readonly rpc: Rpc;
}

/** An open shared folder. Everything throws AppError. */
export interface DropboxLink {
  readonly info: {
    /** The folder's name. */
    readonly name: string;
  };
  /** Lists one folder; `path` is empty for the root. Throws `path-not-found`. */
  listFolder(path: string, signal?: AbortSignal): Promise<FolderListing>;
  /** Asks for a file, or a part of it. What its body throws is to be read by `mapBodyError`. */
  openFile(request: FileRequest): Promise<FileResponse>;
  /** What the listing says of one file now; null if it is gone. */
  relist(path: string, signal?: AbortSignal): Promise<ListedFile | null>;
}

/** For so long after Dropbox has shown the link to be alive a missing path is just a missing path. */
const ALIVE_MS = 60_000;

/**
 * Opens the link with exactly one call, before any other: a wrong password is counted by Dropbox, and after several
 * the link is locked for everyone. On a refusal the gate is closed.
 *
 * @throws AppError `link-denied`, `link-not-found`, `link-disabled`, `link-unsupported`, or of the sign-in or the way
 */
export async function openLink(deps: LinkDeps, signal?: AbortSignal): Promise<DropboxLink> {
  const { credentials, clock } = deps;
  const { sharedUrl, password } = credentials;
  const content: OpenFileDeps = { ...deps, sharedUrl, password };
  const listing = { ...deps, sharedUrl, password };
  const name = await look(deps, signal);
  let aliveMs = clock.now();
  let looking: Promise<void> | null = null;

  /** Of a link that was removed Dropbox says the same as of a file that was: a call now and then tells them apart. */
  const unlessLinkIsGone = async (error: unknown): Promise<never> => {
    if (errorCode(error) === 'path-not-found' && clock.now() - aliveMs >= ALIVE_MS) {
      looking ??= confirm();
      await looking;
    }
    throw error;
  };
  const confirm = async (): Promise<void> => {
    try {
      await look(deps);
      aliveMs = clock.now();
    } finally {
      looking = null;
    }
  };

  const link: DropboxLink = {
    info: { name },
    listFolder: (path, stop) => listFolder(listing, path, stop).catch(unlessLinkIsGone),
    openFile: (request) => openFile(content, request).catch(unlessLinkIsGone),
    async relist(path, stop) {
      const parent = path.slice(0, path.lastIndexOf('/'));
      try {
        const { files } = await link.listFolder(parent, stop);
        return files.find((file) => file.path === path) ?? null;
      } catch (error) {
        if (errorCode(error) === 'path-not-found' && parent !== '') return null;
        throw error;
      }
    },
  };
  return link;
}

/** Asks Dropbox about the link, and closes the gate where it is of no use. @returns the folder's name */
async function look(deps: LinkDeps, signal?: AbortSignal): Promise<string> {
  const { rpc, gate, credentials } = deps;
  const { sharedUrl, password } = credentials;
  const metadata = await rpc({
    about: 'link',
    path: '',
    signal,
    send: (client, options) =>
      client.sharingGetSharedLinkMetadata(
        { url: sharedUrl, ...(password !== '' && { link_password: password }) },
        options,
      ),
    // Where the answer was lost on the way, the password may have been counted all the same.
    retryOn: ['server-error'],
  });
  const useless =
    metadata['.tag'] === 'file'
      ? "The link leads to a single file. Ask the owner of the survey for the link to the survey's folder."
      : member(metadata.link_permissions, 'allow_download') === false
        ? 'The owner of the link does not allow downloads from it. Ask the owner of the survey.'
        : null;
  if (useless === null) return metadata.name;
  const error = new AppError('link-unsupported', useless);
  gate.stop(error);
  throw error;
}
