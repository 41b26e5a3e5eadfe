import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '#shared/errors/app-error.ts';
import { TOKEN_ROUTE } from './api/api-call.ts';
import { authorizePage } from './api/authorize-page.ts';
import { createCallLimit } from './api/call-limit.ts';
import { createCallLog } from './api/call-log.ts';
import { APP_KEY, createService } from './api/create-service.ts';
import { createPacer } from './api/pacer.ts';
import { type ApiOptions, handleApiCall } from './api/request-handler.ts';
import { handleControlCall } from './control/control-routes.ts';
import { createDemoControl, type DemoControl } from './control/demo-control.ts';
import type { DemoConnection } from './demo-connection.ts';
import type { DemoOptions } from './demo-options.ts';

/** A running demo: a server on this machine that speaks Dropbox's API over a generated miniature survey. */
export interface DemoServer extends DemoConnection, DemoControl {
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Another name belongs to a foreign page that a DNS server points at this machine. A tunnel's port differs from ours. */
const OWN_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/** Longer than any client keeps a connection idle, so that it is never the server that ends one unasked. */
const KEEP_ALIVE_MS = 120_000;

/** Starts a demo on the loopback interface. Throws an AppError where its port is taken. */
export async function startDemoServer(options: DemoOptions = {}): Promise<DemoServer> {
  const service = createService(options);
  const calls = createCallLog();
  const control = createDemoControl(service, calls);
  const controlKey = randomBytes(18).toString('base64url');
  const api: ApiOptions = {
    service,
    calls,
    latencyMs: options.latencyMs ?? 0,
    link: options.bytesPerSecond === undefined ? null : createPacer(options.bytesPerSecond),
    limit: options.callsPerSecond === undefined ? null : createCallLimit(options.callsPerSecond),
    retryAfterSeconds: options.retryAfterSeconds ?? 1,
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!OWN_HOST.test(request.headers.host ?? '')) {
      response.writeHead(403, { 'Content-Type': 'text/plain' });
      response.end('The Host header names another machine.');
      return;
    }
    const url = new URL(request.url ?? '/', `http://${LOOPBACK}`);
    if (url.pathname.startsWith('/demo/')) {
      await handleControlCall(control, controlKey, request, response, url);
    } else if (url.pathname === '/oauth2/authorize') {
      const { status, contentType, headers, body } = authorizePage(
        service.tokens,
        APP_KEY,
        url.searchParams,
      );
      response.writeHead(status, { 'Content-Type': contentType, ...headers });
      response.end(body);
    } else if (url.pathname === `/${TOKEN_ROUTE}`) {
      await handleApiCall(api, request, response, TOKEN_ROUTE, url.searchParams);
    } else {
      const name = url.pathname.replace(/^\/2\//, '');
      await handleApiCall(api, request, response, name, url.searchParams);
    }
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    // What throws here is a connection that broke while a request was read: there is nobody to tell.
    handle(request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port ?? 0);

  return {
    ...control,
    endpoint: `http://${LOOPBACK}:${port}`,
    sharedUrl: service.link.url,
    get password() {
      return service.link.password;
    },
    accessToken: service.tokens.accessToken,
    refreshToken: service.tokens.refreshToken,
    appKey: APP_KEY,
    controlKey,
    close: () =>
      new Promise((resolve) => {
        // The only error there could be says that the server is closed already.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new AppError(
              'in-use',
              `Port ${port} of this machine is in use by another program. Choose another one, or none to get one that is free.`,
              { cause: error },
            )
          : error,
      );
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });
}
