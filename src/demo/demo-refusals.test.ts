import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { DemoServer } from './demo-server.ts';
import { errorOf, jsonOf, summaryOf, type TestClient, withDemo } from './test-client.ts';

const metadata = (demo: DemoServer, client: TestClient, more: Record<string, unknown> = {}) =>
  client.rpc('sharing/get_shared_link_metadata', {
    url: demo.sharedUrl,
    link_password: demo.password,
    ...more,
  });

describe('the link', () => {
  it('is described with its permissions, and so is what lies below it', async () => {
    await withDemo({ extraFiles: { '/A/b': 7 }, allowDownload: false }, async (demo, client) => {
      expect(jsonOf(await metadata(demo, client))).toMatchObject({
        '.tag': 'folder',
        link_permissions: { allow_download: false, resolved_visibility: { '.tag': 'password' } },
      });
      expect(jsonOf(await metadata(demo, client, { path: '/a/B' }))).toMatchObject({
        '.tag': 'file',
        name: 'b',
        size: 7,
      });
    });
  });

  it('refuses a missing or wrong password alike, and locks after too many wrong ones', async () => {
    await withDemo({ maxWrongPasswords: 3 }, async (demo, client) => {
      const denied = 'shared_link_access_denied';
      expect(summaryOf(await metadata(demo, client, { link_password: undefined }))).toBe(denied);
      for (let i = 0; i < 3; i += 1) {
        expect(summaryOf(await metadata(demo, client, { link_password: 'wrong' }))).toBe(denied);
      }
      expect(summaryOf(await metadata(demo, client))).toBe(denied);
      expect(summaryOf(await client.list(''))).toBe(denied);
      demo.unlockLink();
      expect(await metadata(demo, client)).toMatchObject({ status: 200 });
      demo.changePassword('another');
      expect(demo.password).toBe('another');
      expect(await metadata(demo, client)).toMatchObject({ status: 200 });
    });
  });

  it('is not some other link', async () => {
    await withDemo({}, async (demo, client) => {
      const other = await metadata(demo, client, { url: 'https://www.dropbox.com/sh/other' });
      expect(summaryOf(other)).toBe('shared_link_not_found');
      const none = await metadata(demo, client, { url: 'nonsense' });
      expect(summaryOf(none)).toBe('shared_link_malformed');
      const withoutQuery = await metadata(demo, client, { url: demo.sharedUrl.split('?')[0] });
      expect(withoutQuery.status).toBe(200);
    });
  });
});

describe('a demo', () => {
  it('has a password and tokens of its own', async () => {
    const secrets = new Set<string>();
    const links = new Set<string>();
    for (let demos = 0; demos < 2; demos += 1) {
      await withDemo({}, async ({ password, accessToken, refreshToken, sharedUrl }) => {
        for (const secret of [password, accessToken, refreshToken]) secrets.add(secret);
        // Listings are kept by link.
        links.add(sharedUrl);
      });
    }
    expect([secrets.size, links.size]).toEqual([6, 1]);
  });

  it('answers no call whose Host is the name of another machine', async () => {
    await withDemo({}, async (demo) => {
      const ask = async (host: string, path: string): Promise<number | undefined> => {
        const asked = request(`${demo.endpoint}${path}`, { method: 'POST', headers: { host } });
        const [answer] = (await once(asked.end(), 'response')) as [IncomingMessage];
        answer.resume();
        return answer.statusCode;
      };
      const paths = ['/2/check/user', '/oauth2/token', '/oauth2/authorize', '/demo/reset'];
      for (const path of paths) {
        expect(await ask('evil.example:80', path)).toBe(403);
        expect(await ask('127.0.0.1.evil.example', path)).toBe(403);
      }
      // A tunnel has a port of its own; the call then lacks its token.
      expect(await ask('localhost:8123', '/2/check/user')).toBe(400);
    });
  });
});

describe('errors', () => {
  it('end their summaries with varying dots', async () => {
    await withDemo({}, async (_demo, client) => {
      const summaries = new Set<string>();
      for (let i = 0; i < 12; i += 1) {
        summaries.add(errorOf(await client.list('/none')).error_summary);
      }
      expect(summaries.size).toBeGreaterThan(1);
      for (const summary of summaries) expect(summary).toMatch(/^path\/not_found\/\.*$/);
    });
  });

  it('say what is wrong with an access token', async () => {
    await withDemo({ scopes: ['account_info.read'] }, async (demo, client) => {
      const check = (authorization: string) =>
        client.rpc('check/user', { query: 'q' }, { Authorization: authorization });
      expect(jsonOf(await check(`Bearer ${demo.accessToken}`))).toEqual({ result: 'q' });
      expect(await check('Bearer nonsense')).toMatchObject({ status: 400 });
      expect(await check('')).toMatchObject({ status: 400 });
      expect(summaryOf(await check('Bearer sl.unknown'))).toBe('invalid_access_token');
      const unscoped = await client.list('');
      expect(unscoped.status).toBe(401);
      expect(unscoped.headers['content-type']).toBe('application/json');
      expect(errorOf(unscoped).error).toEqual({
        '.tag': 'missing_scope',
        required_scope: 'files.metadata.read',
      });
      demo.expireAccessTokens();
      const expired = await check(`Bearer ${demo.accessToken}`);
      expect(expired.status).toBe(401);
      expect(summaryOf(expired)).toBe('expired_access_token');
    });
  });
});

describe('a rate limit', () => {
  it('refuses calls that come too fast', async () => {
    await withDemo({ callsPerSecond: 0, retryAfterSeconds: 15 }, async (demo, client) => {
      const refused = await client.list('');
      expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '15' } });
      expect(demo.calls.counts.byStatus).toEqual({ 429: 1 });
    });
    await withDemo({ callsPerSecond: 1000 }, async (_demo, client) => {
      expect((await client.list('')).status).toBe(200);
    });
  });
});
