import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { readRendererFiles } from '#main/hosts/renderer-files.ts';
import type { WindowApp } from '#main/app/window-app.ts';
import { MAX_MESSAGE_BYTES } from '#shared/ipc/limits.ts';
import { errorCode } from '#shared/errors/app-error.ts';
import { type Access, type AccessKeys, createAccess } from './access.ts';
import { answerRequest } from './answer-request.ts';
import { closeSockets } from './close-sockets.ts';
import { startHeartbeat } from './heartbeat.ts';
import { listen } from '#main/system/loopback/listen.ts';
import { isLoopbackHost, isOwnOrigin } from '#main/system/loopback/loopback-name.ts';
import { serveSocket } from './serve-socket.ts';

const SOCKET_PATH = '/socket';

export interface BrowserHostOptions {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Whether a free port will do where that one can't be had. @default false */
  readonly anyPortWillDo?: boolean;
  /** What lets pages in. @default new keys */
  readonly keys?: AccessKeys;
  /** Where the built renderer is. */
  readonly rendererFolder: string;
  /** Starts the app. It is called when nothing else can fail any more, so that no download starts in vain. */
  startApp(): Promise<WindowApp>;
  /** Milliseconds after which a silent page counts as gone. @default 30000 */
  readonly beatMs?: number;
}

export interface BrowserHost {
  /** The address to open, with the token that lets its reader in: for the user's eyes only. */
  readonly url: string;
  readonly port: number;
  /** Ends what browsers have open, then closes the app. */
  close(): Promise<void>;
}

/**
 * Serves the app to browsers on this machine, or at the near end of an `ssh -L` tunnel to it.
 *
 * @throws AppError where the renderer isn't built or the port can't be had, and what `startApp` throws
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const files = readRendererFiles(options.rendererFolder);
  const access = createAccess(options.keys);
  const server = createServer((request, response) => {
    const { status, headers, body } = answerRequest(request, access, files);
    response.writeHead(status, headers).end(body);
  });
  const port = await listen(server, options.port).catch((error: unknown) => {
    const isTaken = errorCode(error) === 'in-use' || errorCode(error) === 'no-permission';
    if (options.anyPortWillDo === true && isTaken) return listen(server, 0);
    throw error;
  });

  let app: WindowApp;
  try {
    app = await options.startApp();
  } catch (error) {
    server.closeAllConnections();
    server.close();
    throw error;
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  sockets.on('connection', (socket) => serveSocket(socket, app));
  const stopHeartbeat = startHeartbeat(sockets, options.beatMs);
  server.on('upgrade', (request, stream, head) => {
    const status = socketRefusal(request, access);
    if (status === null) {
      sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket));
    } else refuseUpgrade(stream, status);
  });

  const close = async (): Promise<void> => {
    const closed = Promise.withResolvers<void>();
    // Accept no new connections while the open ones finish.
    server.close(() => closed.resolve());
    stopHeartbeat();
    // Whatever goes wrong with a page: an app that stays open downloads on with no page and no port.
    try {
      await closeSockets(sockets);
    } finally {
      try {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
        await closed.promise;
      } finally {
        await app.close();
      }
    }
  };
  let closing: Promise<void> | null = null;
  return {
    url: `http://127.0.0.1:${port}/?token=${access.token}`,
    port,
    close: () => (closing ??= close()),
  };
}

type Refusal = '403 Forbidden' | '404 Not Found';

/**
 * Why a page may have no socket; null where it may. Browsers let every page of every site ask for one and send our
 * cookie along from other ports of this host, so the Origin has to be there and to be ours.
 */
function socketRefusal({ url, headers }: IncomingMessage, access: Access): Refusal | null {
  const { host, origin, cookie } = headers;
  if (!isLoopbackHost(host) || origin === undefined || !isOwnOrigin(origin, host)) {
    return '403 Forbidden';
  }
  if (!access.isKnown(cookie, host)) return '403 Forbidden';
  return url === SOCKET_PATH ? null : '404 Not Found';
}

function refuseUpgrade(stream: Duplex, status: Refusal): void {
  stream.on('error', () => stream.destroy());
  stream.once('finish', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
