import { AppError } from '#shared/errors/app-error.ts';

/** The servers of the API. Origins only, without a path. */
export interface Endpoint {
  readonly apiOrigin: string;
  readonly contentOrigin: string;
  /** The whole URL, with its path. */
  readonly tokenUrl: string;
  /** Whether this is a server on this machine instead of Dropbox: the demo, or a test. */
  readonly isLoopback: boolean;
}

const DROPBOX: Endpoint = {
  apiOrigin: 'https://api.dropboxapi.com',
  contentOrigin: 'https://content.dropboxapi.com',
  tokenUrl: 'https://api.dropboxapi.com/oauth2/token',
  isLoopback: false,
};

/**
 * Dropbox, or the server named by the variable `VAST_DROPBOX_ENDPOINT`: `http://127.0.0.1:PORT` with the routes `/2/…`
 * and `/oauth2/token`. Only this machine is allowed, because link, password and token are sent there.
 *
 * @param override the variable's value; empty counts as unset
 * @throws AppError `endpoint-refused`
 */
export function resolveEndpoint(override: string | null | undefined): Endpoint {
  const text = override?.trim() ?? '';
  if (text === '') return DROPBOX;
  const url = URL.parse(text);
  if (url === null) throw refused('it is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused('it is not http');
  if (!isLoopbackHost(url.hostname)) throw refused('it does not lead to this machine');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw refused('it contains more than an address and a port');
  }
  if (url.pathname !== '/') throw refused('it has a path');
  return {
    apiOrigin: url.origin,
    contentOrigin: url.origin,
    tokenUrl: `${url.origin}/oauth2/token`,
    isLoopback: true,
  };
}

/** Checks the name as URL normalises it: `127.1` and `0x7f000001` arrive here as 127.0.0.1. */
function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function refused(why: string): AppError {
  return new AppError(
    'endpoint-refused',
    `VAST_DROPBOX_ENDPOINT is refused: ${why}. It must look like http://127.0.0.1:8080, because your link, password and token are sent there.`,
  );
}
