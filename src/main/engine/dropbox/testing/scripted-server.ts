import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A received call. */
export interface Call {
  /** Without `/2/`. */
  readonly route: string;
  readonly headers: IncomingMessage['headers'];
  /** The JSON of the body or of `Dropbox-API-Arg`, or the fields of a form. */
  readonly arg: Readonly<Record<string, unknown>>;
  /** The unparsed header. */
  readonly rawArg: string | null;
  readonly token: string | null;
  /** The number of earlier calls to this route. */
  readonly index: number;
}

export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** An object is sent as JSON. */
      readonly body?: string | Uint8Array | object;
    }
  | ((response: ServerResponse) => void);

export interface ScriptedServer {
  /** For `VAST_DROPBOX_ENDPOINT`. */
  readonly url: string;
  readonly calls: readonly Call[];
  callsTo(route: string): readonly Call[];
  /** The number of open connections. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** A minimal Dropbox server: the script answers every call. */
export async function startScriptedServer(
  script: (call: Call) => Reply | Promise<Reply>,
): Promise<ScriptedServer> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
      const call = readCall(request, body, calls);
      calls.push(call);
      send(response, await script(call));
    })().catch((error: unknown) =>
      response.destroy(new Error('The script failed.', { cause: error })),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    callsTo: (route) => calls.filter((call) => call.route === route),
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function readCall(request: IncomingMessage, body: string, before: readonly Call[]): Call {
  const route = (request.url ?? '').replace(/^\/(?:2\/)?/, '');
  const rawArg = request.headers['dropbox-api-arg'];
  const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
  const json = typeof rawArg === 'string' ? rawArg : body;
  return {
    route,
    headers: request.headers,
    arg: isForm ? Object.fromEntries(new URLSearchParams(body)) : parseArg(json),
    rawArg: typeof rawArg === 'string' ? rawArg : null,
    token: request.headers.authorization?.replace('Bearer ', '') ?? null,
    index: before.filter((call) => call.route === route).length,
  };
}

function parseArg(json: string): Record<string, unknown> {
  const value: Record<string, unknown> = JSON.parse(json || '{}');
  return value;
}

function send(response: ServerResponse, reply: Reply): void {
  if (typeof reply === 'function') return reply(response);
  const { status = 200, headers = {}, body = '' } = reply;
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, {
    'content-type': isRaw ? 'application/octet-stream' : 'application/json',
    ...headers,
  });
  response.end(isRaw ? body : JSON.stringify(body));
}
