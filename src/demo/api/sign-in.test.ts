import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DemoServer } from '../demo-server.ts';
import { createTestClient, withDemo } from '../test-client.ts';

const verifier = 'a-verifier-of-forty-three-characters-or-more';
const challenge = createHash('sha256').update(verifier).digest('base64url');

const authorize = (demo: DemoServer, more: Record<string, string>) => {
  const url = new URL(`${demo.endpoint}/oauth2/authorize`);
  const query = {
    response_type: 'code',
    client_id: demo.appKey,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return fetch(url, { redirect: 'manual' });
};

const exchange = async (demo: DemoServer, form: Record<string, string>) => {
  const response = await fetch(`${demo.endpoint}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: demo.appKey, ...form }),
  });
  const body: Record<string, unknown> = JSON.parse(await response.text());
  return { status: response.status, body };
};

describe('sign-in', () => {
  it('asks, sends the code back with the state, and exchanges it once', async () => {
    await withDemo({}, async (demo) => {
      const redirect_uri = 'http://localhost:53682/callback';
      const page = await authorize(demo, { redirect_uri, state: 's<1>' });
      expect(await page.text()).toContain('value="s&#60;1&#62;"');
      const allowed = await authorize(demo, { redirect_uri, state: 's', decision: 'allow' });
      expect(allowed.status).toBe(302);
      const target = new URL(allowed.headers.get('location')!);
      expect(target.searchParams.get('state')).toBe('s');
      const code = target.searchParams.get('code')!;
      const form = {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri,
      };
      const { status, body } = await exchange(demo, form);
      expect(status).toBe(200);
      expect(body).toMatchObject({ token_type: 'bearer', expires_in: 14_400 });
      const accessToken = String(body['access_token']);
      const client = createTestClient({ ...demo, accessToken, password: demo.password });
      expect((await client.list('')).status).toBe(200);
      expect((await exchange(demo, form)).body['error']).toBe('invalid_grant');

      const refresh = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
      const refreshed = await exchange(demo, refresh);
      expect(refreshed.status).toBe(200);
      expect(refreshed.body).not.toHaveProperty('refresh_token');
      // As Dropbox's own JavaScript client does it.
      const formInUrl = new URLSearchParams({ client_id: demo.appKey, ...refresh });
      const inUrl = await fetch(`${demo.endpoint}/oauth2/token?${formInUrl.toString()}`, {
        method: 'POST',
      });
      expect(inUrl.status).toBe(200);
      demo.revokeRefreshTokens();
      expect(await exchange(demo, refresh)).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
    });
  });

  it('shows a code to paste if there is no redirect, and refuses a wrong verifier', async () => {
    await withDemo({}, async (demo) => {
      const page = await (await authorize(demo, { decision: 'allow' })).text();
      const code = /data-testid="code">([^<]+)</.exec(page)![1]!;
      const wrong = { grant_type: 'authorization_code', code, code_verifier: 'wrong' };
      expect((await exchange(demo, wrong)).body['error']).toBe('invalid_grant');
    });
  });

  it('can be refused, and sends nobody to another machine', async () => {
    await withDemo({}, async (demo) => {
      const redirect_uri = 'http://localhost:53682/callback';
      const denied = await authorize(demo, { redirect_uri, decision: 'deny' });
      expect(denied.headers.get('location')).toContain('error=access_denied');
      const elsewhere = await authorize(demo, { redirect_uri: 'http://example.org/' });
      expect(elsewhere.status).toBe(400);
      const unknownApp = await authorize(demo, { client_id: 'other' });
      expect(unknownApp.status).toBe(400);
    });
  });
});
