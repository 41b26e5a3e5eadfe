import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Dropbox sends people back only to addresses that are registered for the app key, port and all (RFC 8252 would have
 * it ignore the port), so there are a few fixed ones: `http://localhost:PORT/signed-in`.
 */
const REDIRECT_PORTS = [53_682, 53_683, 53_684] as const;

const PATH = '/signed-in';

/** Every address that `localhost` may stand for. */
const LOOPBACK = ['127.0.0.1', '::1'] as const;

/** How a visit to Dropbox's page ended. */
export type Redirected =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'refused' };

/** Listens on this machine for the browser that comes back from Dropbox. */
export interface RedirectServer {
  readonly redirectUri: string;
  /**
   * Resolves when the browser has come back with this `state`. A visit without it changes nothing: any page of any
   * site can make one. Never resolves once closed.
   */
  comesBack(state: string): Promise<Redirected>;
  close(): Promise<void>;
}

/**
 * Takes the first port that is free on every loopback address. A browser may try either for `localhost`, and on a shared
 * machine another user must not get the code on the one that we left. @returns null where none is
 */
export async function openRedirectServer(
  ports: readonly number[] = REDIRECT_PORTS,
): Promise<RedirectServer | null> {
  for (const port of ports) {
    const server = await listenOn(port);
    if (server !== null) return server;
  }
  return null;
}

async function listenOn(wanted: number): Promise<RedirectServer | null> {
  let expected: string | null = null;
  const back = Promise.withResolvers<Redirected>();
  let port = wanted;
  const servers: Server[] = [];
  const take: RequestListener = (request, response) => {
    const url = URL.parse(request.url ?? '', 'http://localhost');
    const isOurs =
      request.method === 'GET' &&
      url?.pathname === PATH &&
      isLocalhost(request.headers.host, port) &&
      expected !== null &&
      url.searchParams.get('state') === expected;
    if (!isOurs) {
      answer(response, 404, 'There is nothing here.');
      return;
    }
    // It has served its purpose: the same address once more, from the browser's history, gets no answer.
    expected = null;
    for (const server of servers) server.close();
    const code = url.searchParams.get('code') ?? '';
    // Only after the page is sent: the listener closes this server.
    response.once('close', () =>
      back.resolve(code === '' ? { kind: 'refused' } : { kind: 'code', code }),
    );
    answer(
      response,
      200,
      code === ''
        ? 'Access was not given. You can close this window.'
        : 'VAST Pilot Downloader goes on by itself. You can close this window.',
    );
  };
  for (const address of LOOPBACK) {
    const opened = await listenAt(address, port, take);
    if (opened === 'no such address') continue;
    if (opened === 'taken') {
      await closeAll(servers);
      return null;
    }
    servers.push(opened);
    ({ port } = opened.address() as AddressInfo);
  }
  if (servers.length === 0) return null;
  return {
    redirectUri: `http://localhost:${port}${PATH}`,
    comesBack(state) {
      expected = state;
      return back.promise;
    },
    async close() {
      expected = null;
      await closeAll(servers);
    },
  };
}

/** Why an address can't be used at all: this machine has no such network. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

async function listenAt(
  address: string,
  port: number,
  take: RequestListener,
): Promise<Server | 'taken' | 'no such address'> {
  const server = createServer(take);
  const listening = Promise.withResolvers<Server | 'taken' | 'no such address'>();
  server.once('error', ({ code }: NodeJS.ErrnoException) =>
    listening.resolve(NO_SUCH_ADDRESS.has(code ?? '') ? 'no such address' : 'taken'),
  );
  server.listen(port, address, () => listening.resolve(server));
  // It must not keep a program alive that is done.
  server.unref();
  return await listening.promise;
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  for (const server of servers) {
    const closed = Promise.withResolvers<void>();
    server.close(() => closed.resolve());
    server.closeAllConnections();
    await closed.promise;
  }
}

/** A page elsewhere whose name was made to lead here (DNS rebinding) says that name. */
function isLocalhost(host: string | undefined, port: number): boolean {
  return host === `localhost:${port}` || host === `127.0.0.1:${port}`;
}

function answer(response: ServerResponse, status: number, words: string): void {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>VAST Pilot Downloader</title><p>${words}</p></html>`;
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(body);
}
