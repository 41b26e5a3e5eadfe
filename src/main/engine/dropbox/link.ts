import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import { member } from '#shared/dropbox/member.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { Gate } from './gate.ts';
import { type FolderListing, listFolder } from './list-remote-folder.ts';
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
  /** Requests a file, or a range of it. Map errors of its body with `mapBodyError`. */
  openFile(request: FileRequest): Promise<FileResponse>;
  /** The current entry of one file in the listing; null if it is gone. */
  relist(path: string, signal?: AbortSignal): Promise<ListedFile | null>;
}

/** For this long after a successful check of the link, a missing path is only a missing path. */
const LINK_VALID_MS = 60_000;

/**
 * Opens the link with exactly one call, before any other: Dropbox counts wrong passwords, and locks the link for everyone
 * after several. A refusal closes the gate.
 *
 * @throws AppError `link-denied`, `link-not-found`, `link-disabled`, `link-unsupported`, or of the sign-in or the network
 */
export async function openLink(deps: LinkDeps, signal?: AbortSignal): Promise<DropboxLink> {
  const { credentials, clock } = deps;
  const { sharedUrl, password } = credentials;
  const content: OpenFileDeps = { ...deps, sharedUrl, password };
  const listing = { ...deps, sharedUrl, password };
  const name = await checkLink(deps, signal);
  let validAtMs = clock.now();
  let checking: Promise<void> | null = null;

  /** Dropbox gives the same error for a removed link and for a removed file: an occasional call distinguishes them. */
  const unlessLinkIsGone = async (error: unknown): Promise<never> => {
    if (errorCode(error) === 'path-not-found' && clock.now() - validAtMs >= LINK_VALID_MS) {
      checking ??= confirm();
      await checking;
    }
    throw error;
  };
  const confirm = async (): Promise<void> => {
    try {
      await checkLink(deps);
      validAtMs = clock.now();
    } finally {
      checking = null;
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

/** Checks the link with Dropbox, and closes the gate if it is unusable. @returns the folder's name */
async function checkLink(deps: LinkDeps, signal?: AbortSignal): Promise<string> {
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
    // If only the answer was lost, Dropbox may have counted the password anyway.
    retryOn: ['server-error'],
  });
  const refusal =
    metadata['.tag'] === 'file'
      ? "The link leads to a single file. Ask the owner of the survey for the link to the survey's folder."
      : member(metadata.link_permissions, 'allow_download') === false
        ? 'The owner of the link does not allow downloads from it. Ask the owner of the survey.'
        : null;
  if (refusal === null) return metadata.name;
  const error = new AppError('link-unsupported', refusal);
  gate.stop(error);
  throw error;
}
