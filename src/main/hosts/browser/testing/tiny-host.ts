import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { WebSocket } from 'ws';
import type { WindowApp } from '#main/app/window-app.ts';
import { MAX_MESSAGE_BYTES } from '#shared/ipc/limits.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { type Client, connect, type Pipe, serve } from '#shared/rpc/channel.ts';
import { type BrowserHost, startBrowserHost } from '../start-browser-host.ts';

/** The host over real HTTP and WebSockets, with an app that has two calls. */

interface TinyContract {
  readonly calls: {
    readonly double: {
      readonly input: { readonly values: Float64Array };
      readonly output: Float64Array;
    };
    readonly lengthOf: { readonly input: { readonly text: string }; readonly output: number };
    readonly unsendable: { readonly input: null; readonly output: unknown };
  };
  readonly events: { readonly ticked: { readonly revision: number } };
}

export const SECRET_FILE = 'secret.txt';
export const SCRIPT = 'document.title = "page";';
/** More than the host takes in one message. */
export const TOO_LONG = MAX_MESSAGE_BYTES + 1;

export let folder: string;
let rendererFolder: string;
export let host: BrowserHost;
export let app: ReturnType<typeof createTinyApp>;
export let others: BrowserHost[];

function createTinyApp() {
  const attached = new Set<Pipe>();
  let closed = false;
  const windowApp: WindowApp = {
    attach: (pipe) => {
      attached.add(pipe);
      serve<TinyContract>(pipe, {
        double: async ({ values }) => values.map((value) => value * 2),
        lengthOf: async ({ text }) => text.length,
        unsendable: async () => 1n,
      });
      return () => attached.delete(pipe);
    },
    onEvent: () => () => undefined,
    emit: () => undefined,
    pauseAll: async () => undefined,
    setOnBattery: () => undefined,
    resumeAll: async () => undefined,
    logFile: '',
    close: async () => {
      closed = true;
    },
  };
  return {
    windowApp,
    get clients() {
      return attached.size;
    },
    get closed() {
      return closed;
    },
    tick: (revision: number) => {
      for (const pipe of attached) {
        pipe.post({ kind: 'event', name: 'ticked', payload: { revision } });
      }
    },
  };
}

export function startHost(changes: Partial<Parameters<typeof startBrowserHost>[0]> = {}) {
  return startBrowserHost({
    port: 0,
    rendererFolder,
    startApp: async () => app.windowApp,
    ...changes,
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'browser-host-'));
  rendererFolder = join(folder, 'renderer');
  mkdirSync(join(rendererFolder, 'assets'), { recursive: true });
  writeFileSync(join(folder, SECRET_FILE), 'not for you');
  writeFileSync(join(rendererFolder, 'index.html'), '<title>page</title>');
  writeFileSync(join(rendererFolder, 'assets', 'index-abc.js'), SCRIPT);
  others = [];
  app = createTinyApp();
  host = await startHost();
});
afterEach(async () => {
  await Promise.all([host, ...others].map((each) => each.close()));
  rmSync(folder, { recursive: true });
});

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request as it is written here: `fetch` would correct the path and refuse to send some headers. */
export async function ask(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Reply> {
  const asked = request({
    host: '127.0.0.1',
    port: host.port,
    path,
    method,
    headers,
    agent: false,
  });
  asked.end();
  const [response] = await once(asked, 'response');
  let body = '';
  response.setEncoding('utf8');
  for await (const part of response) body += part;
  return { status: response.statusCode, headers: response.headers, body };
}

export const tokenPath = (): string => host.url.slice(host.url.indexOf('/?'));
export const ownHost = (): string => `127.0.0.1:${host.port}`;

export async function signIn(headers: Record<string, string> = {}): Promise<string> {
  const reply = await ask(tokenPath(), headers);
  return reply.headers['set-cookie']![0]!.split(';')[0]!;
}

export interface SocketChanges {
  readonly host?: string;
  readonly origin?: string | null;
  readonly cookie?: string | null;
  readonly path?: string;
  readonly autoPong?: boolean;
}

async function dial(changes: SocketChanges = {}): Promise<WebSocket> {
  const { path = '/socket', autoPong = true } = changes;
  const { host: name = ownHost(), origin = `http://${name}` } = changes;
  const cookie = changes.cookie === undefined ? await signIn({ Host: name }) : changes.cookie;
  return new WebSocket(`ws://127.0.0.1:${host.port}${path}`, {
    autoPong,
    perMessageDeflate: false,
    headers: {
      Host: name,
      ...(origin !== null && { Origin: origin }),
      ...(cookie !== null && { Cookie: cookie }),
    },
  });
}

export async function openSocket(changes?: SocketChanges): Promise<WebSocket> {
  const socket = await dial(changes);
  await once(socket, 'open');
  return socket;
}

/** The HTTP status with which a socket was refused; 101 if it was not. */
export async function refusedWith(changes: SocketChanges): Promise<number> {
  const socket = await dial(changes);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  socket.on('error', reject);
  socket.on('unexpected-response', (_request, response) => resolve(response.statusCode!));
  socket.on('open', () => resolve(101));
  return await promise;
}

export function clientOver(socket: WebSocket): Client<TinyContract> {
  socket.binaryType = 'arraybuffer';
  return connect<TinyContract>({
    post: (message) => socket.send(encodeMessage(message)),
    onMessage: (listener) => {
      socket.on('message', (data) => listener(decodeMessage(data as ArrayBuffer)));
    },
  });
}

export async function expectToWork(socket: WebSocket): Promise<void> {
  const answer = await clientOver(socket).call('double', { values: Float64Array.of(1, 2.5) });
  expect(answer).toEqual(Float64Array.of(2, 5));
}

/** Puts another host in place of the one that each test starts with; it ends with the test. */
export function useHost(next: BrowserHost): void {
  host = next;
}
