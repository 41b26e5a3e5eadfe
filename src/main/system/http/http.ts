import { Agent, type Dispatcher, EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';
import { proxyOfEnv } from '../proxy/proxy-of-env.ts';
import type { Endpoint } from './endpoint.ts';

export interface HttpOptions {
  readonly endpoint: Endpoint;
  /** Contains `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in upper or lower case. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds without a byte of an answer's head. @default 60000 */
  readonly headersTimeoutMs?: number;
  /** Milliseconds without a byte of a body, after which it counts as stalled. @default 30000 */
  readonly bodyTimeoutMs?: number;
}

/** Bytes of a body read ahead of its consumer. */
const READ_AHEAD_BYTES = 256 * 1024;

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Dispatcher.ResponseData['body'];
}

export interface HttpPost {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** @default none */
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Connections to Dropbox, kept alive and shared by all calls. */
export interface Http {
  /** Whether there is no proxy between this machine and the endpoint. */
  readonly isDirect: boolean;
  /** Resolves with the head of the answer; its body must be read to the end or destroyed. Rejects with undici's errors. */
  post(request: HttpPost): Promise<HttpAnswer>;
  /** For the SDK, which knows only Dropbox's own hosts: sends its calls to the endpoint. */
  readonly fetch: (url: string, init: SdkRequest) => ReturnType<typeof undiciFetch>;
  /** Closes every connection. */
  close(): Promise<void>;
}

/** The argument of the SDK to its `fetch`. */
export interface SdkRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | null;
  readonly signal?: AbortSignal;
}

/** Creates the pool of connections. The first call connects. */
export function createHttp(options: HttpOptions): Http {
  const { endpoint } = options;
  const dispatcher = createDispatcher(options);
  return {
    isDirect: dispatcher instanceof Agent,
    async post({ origin, path, headers, body, signal }) {
      const answer = await dispatcher.request({
        origin,
        path,
        method: 'POST',
        headers: headers as Record<string, string>,
        body: body ?? null,
        signal: signal ?? null,
        highWaterMark: READ_AHEAD_BYTES,
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.body };
    },
    fetch: (url, { method, headers, body, signal }) =>
      undiciFetch(toEndpoint(url, endpoint), {
        method,
        headers,
        body: body ?? null,
        signal: signal ?? null,
        dispatcher,
        // Dropbox never redirects: a redirect leads to the sign-in page of a hotel, and our token must not go there.
        redirect: 'manual',
      }),
    close: () => dispatcher.destroy(),
  };
}

function toEndpoint(url: string, { apiOrigin, contentOrigin }: Endpoint): string {
  const { hostname, pathname } = new URL(url);
  return (hostname.startsWith('content.') ? contentOrigin : apiOrigin) + pathname;
}

function createDispatcher(options: HttpOptions): Dispatcher {
  const { endpoint, env = process.env } = options;
  const agentOptions = {
    // undici's small HTTP/2 windows cost nearly all the throughput of a body on a network path with high latency.
    allowH2: false,
    headersTimeout: options.headersTimeoutMs ?? 60_000,
    bodyTimeout: options.bodyTimeoutMs ?? 30_000,
    // Long enough to be useful, short enough that Dropbox has not closed the connection yet.
    keepAliveTimeout: 15_000,
    connectTimeout: 20_000,
    // Node allows each address 250 ms, which is too short from the other side of the world.
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 2_500,
  };
  if (endpoint.isLoopback) return new Agent(agentOptions);
  const { url, noProxy, account } = proxyOfEnv(env);
  if (url === '') return new Agent(agentOptions);
  return new EnvHttpProxyAgent({
    ...agentOptions,
    // Passed on to ProxyAgent, which decodes the account of an HTTP proxy only (undici 8.12).
    ...account,
    httpProxy: url,
    httpsProxy: url,
    noProxy,
  }).compose(withTimeouts(agentOptions));
}

/** Sets the time limits of each call: undici does not hand those of an agent on to a SOCKS proxy's connections (8.12). */
function withTimeouts({
  headersTimeout,
  bodyTimeout,
}: {
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
}): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch({ headersTimeout, bodyTimeout, ...options }, handler);
}
