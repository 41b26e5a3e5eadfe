import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { WindowApp } from '#main/app/window-app.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { MAX_MESSAGE_BYTES, MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { type Client, connect, type Pipe, serve } from '#shared/rpc/channel.ts';
import { newAccessKeys } from './access.ts';
import { type BrowserHost, startBrowserHost } from './start-browser-host.ts';

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

const SECRET_FILE = 'secret.txt';
const SCRIPT = 'document.title = "page";';
/** More than the host takes in one message. */
const TOO_LONG = MAX_MESSAGE_BYTES + 1;

let folder: string;
let rendererFolder: string;
let host: BrowserHost;
let app: ReturnType<typeof createTinyApp>;
let others: BrowserHost[];

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

function startHost(changes: Partial<Parameters<typeof startBrowserHost>[0]> = {}) {
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

/** A request as it is written here: `fetch` would mend the path and refuse to send some headers. */
async function ask(
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

const tokenPath = (): string => host.url.slice(host.url.indexOf('/?'));
const ownHost = (): string => `127.0.0.1:${host.port}`;

async function signIn(headers: Record<string, string> = {}): Promise<string> {
  const reply = await ask(tokenPath(), headers);
  return reply.headers['set-cookie']![0]!.split(';')[0]!;
}

interface SocketChanges {
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

async function openSocket(changes?: SocketChanges): Promise<WebSocket> {
  const socket = await dial(changes);
  await once(socket, 'open');
  return socket;
}

/** The HTTP status with which a socket was refused; 101 if it was not. */
async function refusedWith(changes: SocketChanges): Promise<number> {
  const socket = await dial(changes);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  socket.on('error', reject);
  socket.on('unexpected-response', (_request, response) => resolve(response.statusCode!));
  socket.on('open', () => resolve(101));
  return await promise;
}

function clientOver(socket: WebSocket): Client<TinyContract> {
  socket.binaryType = 'arraybuffer';
  return connect<TinyContract>({
    post: (message) => socket.send(encodeMessage(message)),
    onMessage: (listener) => {
      socket.on('message', (data) => listener(decodeMessage(data as ArrayBuffer)));
    },
  });
}

async function expectToWork(socket: WebSocket): Promise<void> {
  const answer = await clientOver(socket).call('double', { values: Float64Array.of(1, 2.5) });
  expect(answer).toEqual(Float64Array.of(2, 5));
}

describe('the page', () => {
  it('is at an address with a token, which becomes a cookie', async () => {
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const exchanged = await ask(tokenPath());
    expect(exchanged.status).toBe(303);
    expect(exchanged.headers.location).toBe('/');
    expect(exchanged.headers['set-cookie']).toEqual([
      expect.stringMatching(/; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    const Cookie = exchanged.headers['set-cookie']![0]!.split(';')[0]!;
    const page = await ask('/', { Cookie });
    expect(page).toMatchObject({ status: 200, body: '<title>page</title>' });
    expect(page.headers['cache-control']).toBe('no-store');
    const script = await ask('/assets/index-abc.js', { Cookie });
    expect(script).toMatchObject({ status: 200, body: SCRIPT });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
  });

  it('is reached through a tunnel whose near end has another port', async () => {
    for (const Host of ['127.0.0.1:9', 'localhost:9', '[::1]:9']) {
      const Cookie = await signIn({ Host });
      expect((await ask('/', { Host, Cookie })).status).toBe(200);
    }
  });

  it('says without a cookie what to open, and tells nothing else', async () => {
    for (const path of ['/', '/index.html', '/assets/index-abc.js', '/nowhere', '/?other=1']) {
      const reply = await ask(path);
      expect(reply.status).toBe(403);
      expect(reply.body).toContain('address that <code>vast-pilot serve</code> printed');
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
  });

  it('refuses a wrong token, and repeats nothing of it', async () => {
    for (const token of ['', 'wrong', `${tokenPath().slice(8)}x`, '%E0%A4%A', '<script>']) {
      const reply = await ask(`/?token=${encodeURI(token)}`);
      expect(reply.status).toBe(403);
      expect(reply.body).not.toContain('<script>');
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
  });

  it('is not for a name that DNS was made to point here', async () => {
    const Cookie = await signIn();
    const Host = `attacker.example:${host.port}`;
    expect((await ask(tokenPath(), { Host })).status).toBe(403);
    expect((await ask('/', { Host, Cookie })).status).toBe(403);
  });

  it('is not for pages of other origins', async () => {
    const Cookie = await signIn();
    for (const Origin of ['http://attacker.example', 'http://127.0.0.1:9', 'null']) {
      expect((await ask('/', { Origin, Cookie })).status).toBe(403);
    }
    const Origin = `http://${ownHost()}`;
    expect((await ask('/', { Origin, Cookie })).status).toBe(200);
  });

  it.each([
    `/../${SECRET_FILE}`,
    `/assets/../../${SECRET_FILE}`,
    `/%2e%2e/${SECRET_FILE}`,
    `/..%2f${SECRET_FILE}`,
    `/..\\${SECRET_FILE}`,
    `//${SECRET_FILE}`,
    '/assets',
    '/assets/',
    '/%00',
    '/%E0%A4%A',
    '/__proto__',
    'http://attacker.example/index.html',
  ])('gives nothing for %s', async (path) => {
    const Cookie = await signIn();
    const reply = await ask(path, { Cookie });
    expect(reply.status).toBe(404);
    expect(reply.body).not.toContain('not for you');
  });

  it('answers GET and HEAD alone', async () => {
    const Cookie = await signIn();
    const head = await ask('/', { Cookie }, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe('19');
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      const reply = await ask('/', { Cookie }, method);
      expect(reply.status).toBe(405);
      expect(reply.headers.allow).toBe('GET, HEAD');
    }
  });

  it('comes with a strict policy, refusals too', async () => {
    const Cookie = await signIn();
    for (const reply of [await ask('/', { Cookie }), await ask('/'), await ask(tokenPath())]) {
      const policy = reply.headers['content-security-policy'];
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(reply.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });
});

describe('the socket', () => {
  it('carries calls, typed arrays and events', async () => {
    const socket = await openSocket();
    const client = clientOver(socket);
    const values = Float64Array.from({ length: 50_000 }, (_, at) => at / 3);
    const answer = await client.call('double', { values });
    expect(answer).toEqual(values.map((value) => value * 2));
    const heard = new Promise((resolve) => client.on('ticked', resolve));
    app.tick(7);
    expect(await heard).toEqual({ revision: 7 });
  });

  it('works through a tunnel whose near end has another port', async () => {
    await expectToWork(await openSocket({ host: 'localhost:9' }));
  });

  it.each<[string, SocketChanges, number]>([
    ['without a cookie', { cookie: null }, 403],
    ['with a wrong cookie', { cookie: 'vast-pilot-1=wrong' }, 403],
    ['for a page of another site', { origin: 'http://attacker.example' }, 403],
    ['for a page at another port of this host', { origin: 'http://127.0.0.1:9' }, 403],
    ['for a page without an origin', { origin: 'null' }, 403],
    ['without an Origin', { origin: null }, 403],
    ['at another path', { path: '/other' }, 404],
  ])('is refused %s', async (_, changes, status) => {
    expect(await refusedWith(changes)).toBe(status);
    expect(app.clients).toBe(0);
  });

  it('is refused for a name that DNS was made to point here', async () => {
    const cookie = await signIn();
    const name = `attacker.example:${host.port}`;
    expect(await refusedWith({ host: name, cookie })).toBe(403);
  });

  it('takes the longest text that a page may send, though it is all line ends', async () => {
    const client = clientOver(await openSocket());
    expect(await client.call('lengthOf', { text: '\n'.repeat(MAX_TEXT_BYTES) })).toBe(
      MAX_TEXT_BYTES,
    );
  });

  it('closes after a message that is too long, and no other does', async () => {
    const [one, other] = [await openSocket(), await openSocket()];
    one.on('error', () => undefined);
    const closed = once(one, 'close');
    one.send(new Uint8Array(TOO_LONG));
    expect((await closed)[0]).toBe(1009);
    await expectToWork(other);
  });

  it.each<[string, Uint8Array | string, number]>([
    ['text', '{"kind":"call"}', 1003],
    ['nothing', new Uint8Array(0), 1007],
    ['a length that is not there', Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0, 123), 1007],
    ['no JSON', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 123), 1007],
    ['null', encodeMessage(null), 1007],
    ['a list of arrays that is none', Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0, 49, 49), 1007],
  ])('closes after a message that is %s, and no other does', async (_, message, code) => {
    const [one, other] = [await openSocket(), await openSocket()];
    const closed = once(one, 'close');
    one.send(message);
    expect((await closed)[0]).toBe(code);
    await expectToWork(other);
    expect(app.clients).toBe(1);
  });

  it('answers a call that does not exist with an error', async () => {
    const client = clientOver(await openSocket());
    await expect(client.call('toString' as 'double', null as never)).rejects.toThrow(
      'There is no call "toString"',
    );
  });

  it('answers with a failure where the answer cannot be sent, and stays open', async () => {
    const socket = await openSocket();
    const client = clientOver(socket);
    await expect(client.call('unsendable', null)).rejects.toThrow(
      'The answer to unsendable could not be sent',
    );
    const values = Float64Array.of(1);
    expect(await client.call('double', { values })).toEqual(Float64Array.of(2));
  });

  it('survives a connection that breaks in the middle', async () => {
    const socket = connectTcp(host.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`GET /socket HTTP/1.1\r\nHost: ${ownHost()}\r\nUpgrade: websocket\r\n`);
    socket.write('Connection: Upgrade\r\n\r\n');
    socket.resetAndDestroy();
    await expectToWork(await openSocket());
  });

  it('ends for a page that no longer answers', async () => {
    const other = await startHost({ beatMs: 20 });
    others.push(other);
    const first = host;
    host = other;
    const [silent, lively] = [await openSocket({ autoPong: false }), await openSocket()];
    host = first;
    expect((await once(silent, 'close'))[0]).toBe(1006);
    await expectToWork(lively);
  });
});

describe('start and end', () => {
  it('says where a port is taken, before the app starts', async () => {
    let started = false;
    const startApp = async () => {
      started = true;
      return app.windowApp;
    };
    await expect(startHost({ port: host.port, startApp })).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining(`Port ${host.port}`),
    });
    await expect(startHost({ rendererFolder: folder, startApp })).rejects.toThrow('npm run build');
    expect(started).toBe(false);
  });

  it('lets a page in that had the key before a restart, and not after the key was renewed', async () => {
    await host.close();
    const keys = newAccessKeys();
    host = await startHost({ keys });
    const { port } = host;
    const Cookie = await signIn();
    await host.close();
    host = await startHost({ keys, port });
    expect((await ask('/', { Cookie })).status).toBe(200);
    await expectToWork(await openSocket({ cookie: Cookie }));
    await host.close();
    host = await startHost({ keys: newAccessKeys(), port });
    expect((await ask('/', { Cookie })).status).toBe(403);
  });

  it('takes a free port where the one that it had is taken, if that will do', async () => {
    const other = await startHost({ port: host.port, anyPortWillDo: true });
    others.push(other);
    expect(other.port).not.toBe(host.port);
    expect((await fetch(other.url, { redirect: 'manual' })).status).toBe(303);
  });

  it('gives the port back where the app does not start', async () => {
    const { port } = host;
    await host.close();
    const startApp = () => Promise.reject(new AppError('in-use', 'Another one runs.'));
    await expect(startHost({ port, startApp })).rejects.toThrow('Another one runs.');
    host = await startHost({ port });
    await expectToWork(await openSocket());
  });

  it('closes the app though a page sends a frame that is invalid while it says goodbye', async () => {
    const socket = await openSocket();
    socket.on('error', () => undefined);
    const goodbye = once(socket, 'close');
    const closing = host.close();
    // Too long for the host: its socket reports an error, and closes after that.
    socket.send(new Uint8Array(TOO_LONG));
    await expect(closing).resolves.toBeUndefined();
    await goodbye;
    expect(app.closed).toBe(true);
  });

  it('closes the app though a page cannot be let go', async () => {
    await openSocket();
    vi.spyOn(WebSocket.prototype, 'close').mockImplementationOnce(() => {
      throw new Error('This socket is broken.');
    });
    await expect(host.close()).rejects.toThrow('This socket is broken.');
    expect(app.closed).toBe(true);
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
    vi.restoreAllMocks();
    host = await startHost();
  });

  it('ends sockets and connections, then the app', async () => {
    const socket = await openSocket();
    const idle = connectTcp(host.port, '127.0.0.1');
    await once(idle, 'connect');
    const ends = Promise.all([once(socket, 'close'), once(idle, 'close')]);
    await Promise.all([host.close(), host.close()]);
    const [[code]] = await ends;
    expect(code).toBe(1001);
    expect(app.clients).toBe(0);
    expect(app.closed).toBe(true);
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
  });
});
