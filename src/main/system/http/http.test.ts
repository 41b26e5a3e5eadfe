import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { resolveEndpoint } from './endpoint.ts';
import { createHttp, type HttpOptions } from './http.ts';
import { networkError } from './network-error.ts';
import { startScriptedServer } from '#main/engine/dropbox/testing/scripted-server.ts';

const run = promisify(execFile);

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}

function open(options: HttpOptions) {
  const http = createHttp(options);
  onTestFinished(() => http.close());
  return http;
}

/** What it answers to every CONNECT, and what it was asked. */
async function startProxy(answer: string) {
  const asked: { readonly host: string | undefined; readonly authorization: string | undefined }[] =
    [];
  const proxy = createServer();
  proxy.on('connect', ({ url, headers }, socket) => {
    asked.push({ host: url, authorization: headers['proxy-authorization'] });
    socket.end(answer);
  });
  return { asked, port: await listen(proxy) };
}

const DROPBOX = resolveEndpoint(null);
const post = { origin: DROPBOX.apiOrigin, path: '/2/x', headers: {} };

describe('connections to Dropbox', () => {
  it.each([
    ['HTTPS_PROXY', 'http://user:QQsecret@127.0.0.1'],
    ['https_proxy', 'user:QQsecret@127.0.0.1'],
    ['HTTP_PROXY', 'http://user:QQsecret@127.0.0.1'],
  ])('go through %s', async (name, proxyUrl) => {
    const proxy = await startProxy('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const http = open({ endpoint: DROPBOX, env: { [name]: `${proxyUrl}:${proxy.port}` } });
    for (const call of [
      () => http.post(post),
      () => http.fetch('https://api.dropboxapi.com/2/x', { method: 'POST', headers: {} }),
    ]) {
      const error = networkError(await call().catch((thrown: unknown) => thrown));
      expect(error).toMatchObject({ code: 'network', message: expect.stringMatching(/proxy/i) });
      expect(error).not.toMatchObject({ message: expect.stringMatching(/QQsecret/) });
    }
    const authorization = `Basic ${Buffer.from('user:QQsecret').toString('base64')}`;
    expect(new Set(proxy.asked.map(({ host }) => host))).toEqual(
      new Set(['api.dropboxapi.com:443']),
    );
    expect(proxy.asked.every((asked) => asked.authorization === authorization)).toBe(true);
  });

  it('bypass the proxy for this machine', async () => {
    const proxy = await startProxy('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const server = await startScriptedServer(() => ({ body: 'here' }));
    onTestFinished(() => server.close());
    const url = `http://127.0.0.1:${proxy.port}`;
    const http = open({
      endpoint: resolveEndpoint(server.url),
      env: { HTTP_PROXY: url, HTTPS_PROXY: url },
    });
    const { body } = await http.post({ ...post, origin: server.url });
    expect(await body.text()).toBe('here');
    expect(proxy.asked).toEqual([]);
  });

  it('are refused for an invalid proxy URL, which the message does not quote', () => {
    const begin = () =>
      createHttp({ endpoint: DROPBOX, env: { HTTPS_PROXY: 'http://u:QQsecret@:x' } });
    expect(begin).toThrow(expect.objectContaining({ code: 'bad-usage' }));
    expect(begin).not.toThrow(/QQsecret/);
  });

  it('lead the calls of the SDK to the endpoint', async () => {
    const server = await startScriptedServer(({ route }) => ({ body: route }));
    onTestFinished(() => server.close());
    const http = open({ endpoint: resolveEndpoint(server.url) });
    for (const host of ['api', 'content']) {
      const answer = await http.fetch(`https://${host}.dropboxapi.com/2/a/b`, {
        method: 'POST',
        headers: { authorization: 'Bearer x' },
        body: '{}',
      });
      expect(await answer.text()).toBe('a/b');
    }
    expect(server.calls.map(({ token }) => token)).toEqual(['x', 'x']);
  });
});

const hasOpenssl = await run('openssl', ['version']).then(
  () => true,
  () => false,
);

/** Only a whole process can trust an own certificate, so another process makes the call. */
it.runIf(hasOpenssl)('createHttp uses HTTP/1.1 with a server that prefers HTTP/2', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vast-http-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const what = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2';
  const name = '-subj /CN=localhost -addext subjectAltName=DNS:localhost';
  await run('openssl', [...`${what} ${name}`.split(' '), '-keyout', key, '-out', cert]);
  const versions: string[] = [];
  const server = createSecureServer(
    { key: await readFile(key), cert: await readFile(cert), allowHTTP1: true },
    (request, response) => {
      versions.push(request.httpVersion);
      response.end('{}');
    },
  );
  const port = await listen(server);
  const script = `
    import { createHttp } from ${JSON.stringify(import.meta.resolve('./http.ts'))};
    import { resolveEndpoint } from ${JSON.stringify(import.meta.resolve('./endpoint.ts'))};
    const origin = 'https://localhost:${port}';
    const http = createHttp({ endpoint: resolveEndpoint(origin) });
    const { body } = await http.post({ origin, path: '/', headers: {} });
    await body.text();
    await (await http.fetch(origin + '/2/x', { method: 'POST', headers: {} })).text();
    await http.close();
  `;
  await run(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: cert, NODE_OPTIONS: '' },
  });
  expect(versions).toEqual(['1.1', '1.1']);
});
