import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createConnection } from '#main/engine/connection.ts';
import { withSystemProxy } from './system-proxy.ts';

afterEach(() => vi.unstubAllEnvs());

describe('the system proxy', () => {
  it('is used if the environment names none', async () => {
    for (const name of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy']) {
      vi.stubEnv(name, '');
    }
    const asked: unknown[] = [];
    const proxy = createServer().on('connect', ({ url }, socket) => {
      asked.push(url);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const credentials = {
      sharedUrl: 'https://www.dropbox.com/sh/some/folder',
      password: 'some',
      accessToken: 'some',
      refreshToken: null,
      appKey: null,
    };
    const input = { credentials, endpoint: null, systemProxy: `http://127.0.0.1:${port}` };
    const limits = { gateMemory: () => null, keepGateMemory: () => undefined };
    const quit = new AbortController();
    await expect(
      createConnection(input, limits, quit.signal, () => undefined),
    ).rejects.toMatchObject({ code: 'network', message: expect.stringMatching(/proxy/i) });
    expect(new Set(asked)).toEqual(new Set(['api.dropboxapi.com:443']));
    proxy.close();
  });

  it.each(['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'])(
    'is overridden by %s',
    (name) => {
      const env = { [name]: 'http://mine:3128' };
      expect(withSystemProxy(env, 'http://theirs:8080')).toEqual(env);
    },
  );
});
