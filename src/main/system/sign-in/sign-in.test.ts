import { describe, expect, it, onTestFinished } from 'vitest';
import { resolveEndpoint } from '../http/endpoint.ts';
import { createHttp } from '../http/http.ts';
import { codeChallenge, createSignIn, type SignInOptions } from './sign-in.ts';
import { type Reply, startScriptedServer } from '#main/engine/dropbox/testing/scripted-server.ts';
import { VirtualClock } from '#main/engine/dropbox/testing/virtual-clock.ts';

const nothing: Reply = { status: 500 };

async function signIn(options: SignInOptions, reply = nothing) {
  const server = await startScriptedServer(() => reply);
  const endpoint = resolveEndpoint(server.url);
  const http = createHttp({ endpoint });
  onTestFinished(async () => {
    await http.close();
    await server.close();
  });
  const clock = new VirtualClock();
  const deps = { http, endpoint, clock, redact: (text: string) => text };
  return { begun: createSignIn(options, deps), server, clock };
}

describe('createSignIn', () => {
  it('makes the challenge of RFC 7636, appendix B', () => {
    expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  it('sends the user to Dropbox with all parameters encoded', async () => {
    const redirectUri = 'http://localhost:53682/back?a=b&c=d e';
    const { begun } = await signIn({ appKey: 'app&key=#1', redirectUri });
    expect(begun.authorizeUrl).toMatch(
      /^https:\/\/www\.dropbox\.com\/oauth2\/authorize\?[\w%&=+.*-]+$/,
    );
    const parameters = Object.fromEntries(new URL(begun.authorizeUrl).searchParams);
    expect(parameters).toEqual({
      response_type: 'code',
      client_id: 'app&key=#1',
      token_access_type: 'offline',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      scope: 'account_info.read files.metadata.read sharing.read',
      state: begun.state,
      redirect_uri: redirectUri,
    });
  });

  it('asks for a code to paste if there is no redirect URI', async () => {
    const { begun } = await signIn({ appKey: 'k' });
    expect(new URL(begun.authorizeUrl).searchParams.has('redirect_uri')).toBe(false);
  });

  it('creates a new state and challenge each time', async () => {
    const one = (await signIn({ appKey: 'k' })).begun;
    const other = (await signIn({ appKey: 'k' })).begun;
    expect(one.state).not.toBe(other.state);
    expect(one.authorizeUrl).not.toBe(other.authorizeUrl);
  });

  it('exchanges the code for tokens with the verifier of its challenge', async () => {
    const { begun, server, clock } = await signIn(
      { appKey: 'k', redirectUri: 'http://localhost:1/x' },
      {
        body: {
          access_token: 'sl.access',
          expires_in: 14_400,
          refresh_token: 'refresh',
          scope: 'account_info.read sharing.read',
          uid: '1',
        },
      },
    );
    await expect(begun.exchangeCode(' the+code/= \n')).resolves.toEqual({
      accessToken: 'sl.access',
      refreshToken: 'refresh',
      expiresAtMs: clock.now() + 14_400_000,
      scopes: ['account_info.read', 'sharing.read'],
    });
    const [call] = server.calls;
    expect(call!.route).toBe('oauth2/token');
    expect(call!.arg).toEqual({
      grant_type: 'authorization_code',
      code: 'the+code/=',
      client_id: 'k',
      redirect_uri: 'http://localhost:1/x',
      code_verifier: expect.stringMatching(/^[\w-]{43,128}$/),
    });
    const challenge = new URL(begun.authorizeUrl).searchParams.get('code_challenge');
    expect(codeChallenge(String(call!.arg['code_verifier']))).toBe(challenge);
  });

  it.each([
    [{ status: 400, body: { error: 'invalid_grant' } }, 'sign-in-invalid', /this code/],
    [{ status: 400, body: { error: 'invalid_client_id' } }, 'sign-in-invalid', /app key/],
    [{ status: 200, body: '<html>' }, 'not-dropbox', /did not come from Dropbox/],
    [{ status: 500 }, 'server-error', /HTTP 500/],
  ] satisfies readonly (readonly [Reply, string, RegExp])[])(
    'names the reason for the answer %j',
    async (reply, code, message) => {
      const { begun } = await signIn({ appKey: 'k' }, reply);
      await expect(begun.exchangeCode('x')).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
    },
  );
});
