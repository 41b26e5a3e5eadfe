import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startScriptedServer } from '#main/engine/dropbox/testing/scripted-server.ts';
import { resolveEndpoint } from './endpoint.ts';
import { createHttp } from './http.ts';
import { networkError } from './network-error.ts';

/** Bytes of a SOCKS5 proxy's side, RFC 1928 and 1929. */
const NO_AUTH = Buffer.from([5, 0]);
const BY_PASSWORD = Buffer.from([5, 2]);
const NO_METHOD = Buffer.from([5, 0xff]);
const SUCCEEDED = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const NOT_ALLOWED = Buffer.from([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]);

interface SocksOptions {
  /** The answer to the offered methods. */
  readonly method: Buffer;
  /** The answer to CONNECT. */
  readonly reply?: Buffer;
  /** The accepted user name and password. */
  readonly account?: readonly [string, string];
  /** Port on this machine that stands for every host. */
  readonly target?: number;
}

/** A SOCKS5 proxy that leads to one port, whatever host it is asked for. */
async function startSocks({ method, reply = SUCCEEDED, account, target = 0 }: SocksOptions) {
  const hosts: string[] = [];
  const next = async (socket: Socket): Promise<Buffer> =>
    ((await once(socket, 'data')) as [Buffer])[0];
  const serve = async (socket: Socket): Promise<void> => {
    await next(socket);
    socket.write(method);
    if (account !== undefined) {
      const asked = await next(socket);
      const name = asked.subarray(2, 2 + asked[1]!).toString();
      const password = asked.subarray(3 + asked[1]!).toString();
      const isRight = name === account[0] && password === account[1];
      socket.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return;
    }
    const asked = await next(socket);
    hosts.push(asked.subarray(5, 5 + asked[4]!).toString());
    socket.write(reply);
    if (reply !== SUCCEEDED) return;
    const there = connect(target, '127.0.0.1');
    there.on('error', () => socket.destroy());
    socket.pipe(there).pipe(socket);
  };
  const proxy = createServer((socket) => {
    socket.on('error', () => undefined);
    // A client that leaves in the middle ends the wait for its next bytes by an error.
    void serve(socket).catch(() => socket.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  return { hosts, port: (proxy.address() as { readonly port: number }).port };
}

/** A host that only the proxy can resolve, in plain HTTP, which needs no certificate. */
const origin = 'http://api.dropboxapi.invalid';
const post = { origin, path: '/2/x', headers: {} };

function open(proxy: string) {
  const http = createHttp({ endpoint: resolveEndpoint(null), env: { ALL_PROXY: proxy } });
  onTestFinished(() => http.close());
  return http;
}

const refusal = async (proxy: string): Promise<unknown> =>
  networkError(
    await open(proxy)
      .post(post)
      .catch((thrown: unknown) => thrown),
  );

describe('Calls through a SOCKS proxy', () => {
  it.each(['socks5', 'socks5h'])('of %s:// arrive, with the host name left to it', async (kind) => {
    const server = await startScriptedServer(() => ({ body: 'here' }));
    onTestFinished(() => server.close());
    const target = Number(new URL(server.url).port);
    const proxy = await startSocks({ method: NO_AUTH, target });
    const { body } = await open(`${kind}://127.0.0.1:${proxy.port}`).post(post);
    expect(await body.text()).toBe('here');
    expect(proxy.hosts).toEqual(['api.dropboxapi.invalid']);
  });

  it('give the user name and password of the address', async () => {
    const server = await startScriptedServer(() => ({ body: 'here' }));
    onTestFinished(() => server.close());
    const target = Number(new URL(server.url).port);
    const proxy = await startSocks({ method: BY_PASSWORD, account: ['ana', 'p@ss'], target });
    const { body } = await open(`socks5://ana:p%40ss@127.0.0.1:${proxy.port}`).post(post);
    expect(await body.text()).toBe('here');
  });

  it.each([
    ['wants another way to sign in', { method: NO_METHOD }],
    ['refuses the password', { method: BY_PASSWORD, account: ['ana', 'other'] }],
  ] as const)('that %s fail with a word on user name and password', async (_, options) => {
    const { port } = await startSocks(options);
    const error = await refusal(`socks5://ana:QQsecret@127.0.0.1:${port}`);
    expect(error).toMatchObject({
      code: 'network',
      message: expect.stringMatching(/user name and password/),
    });
    expect(error).not.toMatchObject({ message: expect.stringMatching(/QQsecret/) });
  });

  it('end after a silence, as without a proxy', async () => {
    const server = await startScriptedServer(() => () => undefined);
    onTestFinished(() => server.close());
    const proxy = await startSocks({ method: NO_AUTH, target: Number(new URL(server.url).port) });
    const http = createHttp({
      endpoint: resolveEndpoint(null),
      env: { ALL_PROXY: `socks5://127.0.0.1:${proxy.port}` },
      headersTimeoutMs: 100,
    });
    onTestFinished(() => http.close());
    const error = networkError(await http.post(post).catch((thrown: unknown) => thrown));
    expect(error).toMatchObject({ code: 'stalled' });
  });

  it('that does not allow the connection fail with a word on the proxy', async () => {
    const { port } = await startSocks({ method: NO_AUTH, reply: NOT_ALLOWED });
    expect(await refusal(`socks5://127.0.0.1:${port}`)).toMatchObject({
      code: 'network',
      message: expect.stringMatching(/^The proxy did not let the connection/),
    });
  });
});
