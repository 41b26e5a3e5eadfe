import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { openRedirectServer, type RedirectServer } from './redirect-server.ts';

const HAS_IPV6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
);

const opened: RedirectServer[] = [];

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function open(): Promise<RedirectServer> {
  const server = await openRedirectServer([0]);
  opened.push(server!);
  return server!;
}

/** As the browser asks, which may know `localhost` by another address first. */
const visit = (server: RedirectServer, query: string): Promise<Response> =>
  fetch(`${server.redirectUri.replace('localhost', '127.0.0.1')}${query}`);

describe('coming back from Dropbox', () => {
  it('hands over the code of the sign-in that is under way, and says that it is done', async () => {
    const server = await open();
    const back = server.comesBack('mine');
    const page = await visit(server, '?code=abc&state=mine');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('You can close this window');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await back).toEqual({ kind: 'code', code: 'abc' });
  });

  it('takes nothing with another state, on another path, or for another host', async () => {
    const server = await open();
    expect((await visit(server, '?code=abc&state=')).status).toBe(404);
    const back = server.comesBack('mine');
    expect((await visit(server, '?code=evil&state=other')).status).toBe(404);
    expect((await visit(server, '?code=evil')).status).toBe(404);
    expect((await visit(server, '/more?code=evil&state=mine')).status).toBe(404);
    await visit(server, '?code=good&state=mine');
    expect(await back).toEqual({ kind: 'code', code: 'good' });
  });

  it('answers once', async () => {
    const server = await open();
    const back = server.comesBack('mine');
    await visit(server, '?code=abc&state=mine');
    await back;
    await expect(visit(server, '?code=abc&state=mine')).rejects.toThrow();
  });

  it('reports that access was refused', async () => {
    const server = await open();
    const back = server.comesBack('mine');
    const page = await visit(server, '?error=access_denied&state=mine');
    expect(await page.text()).toContain('not given');
    expect(await back).toEqual({ kind: 'refused' });
  });

  it('is unavailable if every port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await openRedirectServer([port])).toBeNull();
    await new Promise((resolve) => other.close(resolve));
  });

  it.runIf(HAS_IPV6)('is refused on a port that somebody holds for IPv6 only', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '::1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await openRedirectServer([port])).toBeNull();
    await new Promise((resolve) => other.close(resolve));
  });

  it.runIf(HAS_IPV6)('is answered on IPv6 as well', async () => {
    const server = await open();
    const back = server.comesBack('mine');
    const { port } = new URL(server.redirectUri);
    const answered = Promise.withResolvers<number | undefined>();
    const headers = { Host: `localhost:${port}` };
    get({ host: '::1', port, path: '/signed-in?code=abc&state=mine', headers }, (response) =>
      answered.resolve(response.resume().statusCode),
    ).on('error', answered.reject);
    expect(await answered.promise).toBe(200);
    expect(await back).toEqual({ kind: 'code', code: 'abc' });
  });
});
