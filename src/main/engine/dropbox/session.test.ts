import { onTestFinished, describe, expect, it } from 'vitest';
import { readBody } from '#main/engine/wire/testing/read-body.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import { createDropbox } from './dropbox.ts';
import { connect, CREDENTIALS } from './testing/connect.ts';
import {
  FILE,
  fileReply,
  folderMetadata,
  LIST,
  METADATA,
  page,
  TOKEN,
  tokenFailure,
} from './testing/replies.ts';
import type { Call, Reply } from './testing/scripted-server.ts';
import { VirtualClock } from './testing/virtual-clock.ts';

const RENEWABLE: Credentials = {
  ...CREDENTIALS,
  refreshToken: 'refresh+token/=&',
  appKey: 'app-key',
};
const EXPIRED = tokenFailure('expired_access_token');
const newToken = (accessToken: string, expiresInS = 14_400): Reply => ({
  body: { access_token: accessToken, expires_in: expiresInS, token_type: 'bearer' },
});

/** Serves calls with one of these tokens. */
function serving(call: Call, ...tokens: string[]): Reply {
  if (call.token === null || !tokens.includes(call.token)) return EXPIRED;
  if (call.route === METADATA) return folderMetadata;
  return call.route === FILE ? fileReply(new Uint8Array(3))(call) : page([]);
}

describe('an expired access token', () => {
  it('is renewed once for all affected calls, in the body of a form, and every call is repeated', async () => {
    const clock = new VirtualClock();
    let good = 'sl.first-token';
    const { server, dropbox } = await connect(
      (call) => {
        if (call.route !== TOKEN) return serving(call, good);
        good = 'sl.second-token';
        return newToken(good);
      },
      onTestFinished,
      { credentials: RENEWABLE, clock },
    );
    const link = await dropbox.openLink();
    good = 'nobody has it';
    await Promise.all([
      link.listFolder('/a'),
      link.listFolder('/b'),
      link.listFolder('/c'),
      link.openFile({ path: '/d' }).then(({ body }) => readBody(body)),
    ]);
    const renewals = server.callsTo(TOKEN);
    expect(renewals.map(({ arg }) => arg)).toEqual([
      {
        grant_type: 'refresh_token',
        refresh_token: 'refresh+token/=&',
        client_id: 'app-key',
      },
    ]);
    expect(renewals[0]!.headers['authorization']).toBeUndefined();
    expect(server.callsTo(LIST).length).toBe(6);
    expect(server.callsTo(FILE).map(({ token }) => token)).toEqual([
      'sl.first-token',
      'sl.second-token',
    ]);
  });

  it('saves calls that wait at the gate from a useless attempt', async () => {
    let good = 'sl.first-token';
    const { server, dropbox } = await connect(
      (call) => {
        if (call.route !== TOKEN) return serving(call, good);
        good = 'sl.second-token';
        return newToken(good);
      },
      onTestFinished,
      { credentials: RENEWABLE, gateLimits: { ceiling: 2 } },
    );
    const link = await dropbox.openLink();
    good = 'nobody has it';
    await Promise.all(Array.from({ length: 20 }, (_, index) => link.listFolder(`/${index}`)));
    const inVain = server.callsTo(LIST).filter(({ token }) => token === 'sl.first-token');
    // Two calls were active, and one more starts in place of the first while the new token is fetched.
    expect(inVain.length).toBeLessThanOrEqual(3);
    expect(server.callsTo(LIST).length).toBe(20 + inVain.length);
  });

  it('stops all calls if there is no refresh token, and the message says so', async () => {
    let expired = false;
    const { server, dropbox } = await connect(
      (call) => (expired ? EXPIRED : serving(call, 'sl.first-token')),
      onTestFinished,
    );
    const link = await dropbox.openLink();
    expired = true;
    await expect(link.listFolder('/a')).rejects.toMatchObject({ code: 'sign-in-expired' });
    const before = server.calls.length;
    await expect(link.openFile({ path: '/b' })).rejects.toMatchObject({ code: 'sign-in-expired' });
    expect(server.calls.length).toBe(before);
    expect(dropbox.gate.state()).toMatchObject({
      kind: 'stopped',
      error: { code: 'sign-in-expired' },
    });
  });

  it('is not renewed forever', async () => {
    const { server, dropbox } = await connect(
      (call) => (call.route === TOKEN ? newToken('sl.no-better') : EXPIRED),
      onTestFinished,
      { credentials: RENEWABLE },
    );
    await expect(dropbox.openLink()).rejects.toMatchObject({ code: 'sign-in-expired' });
    expect(server.calls.map(({ route }) => route)).toEqual([METADATA, TOKEN, METADATA]);
  });
});

describe('a session', () => {
  it('fetches a token first if it has only a refresh token', async () => {
    const { server, dropbox } = await connect(
      (call) => (call.route === TOKEN ? newToken('sl.new') : serving(call, 'sl.new')),
      onTestFinished,
      { credentials: { ...RENEWABLE, accessToken: null } },
    );
    await dropbox.openLink();
    expect(server.calls.map(({ route }) => route)).toEqual([TOKEN, METADATA]);
  });

  it('renews a token before it expires, and keeps using it if the renewal fails', async () => {
    const clock = new VirtualClock();
    let tokens = 0;
    let broken = false;
    const { server, dropbox } = await connect(
      (call) => {
        if (call.route !== TOKEN) return serving(call, 'sl.1', 'sl.2');
        if (broken) return { status: 400, body: 'not now' };
        tokens += 1;
        return newToken(`sl.${tokens}`);
      },
      onTestFinished,
      { credentials: { ...RENEWABLE, accessToken: null }, clock },
    );
    const link = await dropbox.openLink();
    clock.set(clock.now() + 14_400_000 - 299_000);
    await link.listFolder('/a');
    expect(server.callsTo(LIST)[0]!.token).toBe('sl.2');
    expect(server.callsTo(TOKEN).length).toBe(2);
    clock.set(clock.now() + 14_400_000 - 299_000);
    broken = true;
    await expect(link.listFolder('/b')).rejects.toMatchObject({ code: 'sign-in-invalid' });
  });

  it('renews a token again if it expired while its call waited at the gate', async () => {
    const clock = new VirtualClock();
    let tokens = 0;
    const { server, dropbox } = await connect(
      (call) => {
        if (call.route === TOKEN) return newToken(`sl.${(tokens += 1)}`);
        if (call.route === LIST && call.index === 0) {
          return { status: 429, headers: { 'retry-after': '80000' } };
        }
        return serving(call, `sl.${tokens}`);
      },
      onTestFinished,
      { credentials: { ...RENEWABLE, accessToken: null }, clock },
    );
    const link = await dropbox.openLink();
    const paused = new Promise<void>((resolve) => {
      dropbox.gate.onChange(({ kind }) => kind === 'paused' && resolve());
    });
    const listing = link.listFolder('/a');
    await paused;
    await clock.runUntil(clock.now() + 80_000_000);
    await expect(listing).resolves.toMatchObject({ files: [] });
    expect(server.calls.map(({ route, token }) => [route, token])).toEqual([
      [TOKEN, null],
      [METADATA, 'sl.1'],
      [LIST, 'sl.1'],
      [TOKEN, null],
      [LIST, 'sl.2'],
    ]);
  });

  it.each([1, 0])('works with tokens that are valid for %s s', async (seconds) => {
    let tokens = 0;
    const { server, dropbox } = await connect(
      (call) =>
        call.route === TOKEN
          ? newToken(`sl.${(tokens += 1)}`, seconds)
          : serving(call, `sl.${tokens}`),
      onTestFinished,
      { credentials: { ...RENEWABLE, accessToken: null }, clock: new VirtualClock() },
    );
    const opening = dropbox.openLink();
    if (seconds > 0) await expect(opening).resolves.toBeDefined();
    else await expect(opening).rejects.toMatchObject({ code: 'sign-in-expired' });
    expect(server.callsTo(TOKEN).length).toBe(seconds > 0 ? 1 : 5);
  });

  it.each([
    [tokenFailure('invalid_access_token'), 'sign-in-invalid', /Copy the whole token again/],
    [
      tokenFailure('missing_scope', { required_scope: 'sharing.read' }),
      'scope-missing',
      /"sharing\.read"/,
    ],
  ])('stops at once when Dropbox says %j', async (reply, code, message) => {
    const { server, dropbox } = await connect(() => reply, onTestFinished, {
      credentials: RENEWABLE,
    });
    const failure = expect.objectContaining({ code, message: expect.stringMatching(message) });
    await expect(dropbox.openLink()).rejects.toEqual(failure);
    await expect(dropbox.openLink()).rejects.toEqual(failure);
    expect(server.calls.length).toBe(1);
  });

  it('stops all calls if the refresh token was revoked', async () => {
    const { server, dropbox } = await connect(
      (call) =>
        call.route === TOKEN
          ? {
              status: 400,
              body: { error: 'invalid_grant', error_description: 'refresh token is invalid' },
            }
          : EXPIRED,
      onTestFinished,
      { credentials: RENEWABLE },
    );
    await expect(dropbox.openLink()).rejects.toMatchObject({ code: 'sign-in-revoked' });
    await expect(dropbox.openLink()).rejects.toMatchObject({ code: 'sign-in-revoked' });
    expect(server.calls.map(({ route }) => route)).toEqual([METADATA, TOKEN]);
  });

  it('redacts new tokens, too', async () => {
    const { dropbox } = await connect(
      (call) => {
        if (call.route === TOKEN) return newToken('QQunheard-of');
        if (call.token !== 'QQunheard-of') return EXPIRED;
        return { status: 400, body: `cannot read ${call.token}` };
      },
      onTestFinished,
      { credentials: RENEWABLE },
    );
    await expect(dropbox.openLink()).rejects.toMatchObject({
      message: expect.stringMatching(/cannot read \[secret\]/),
    });
  });

  it('renews the token for the other calls even if one is aborted', async () => {
    const clock = new VirtualClock();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let expired = false;
    let arrived = () => {};
    const asked = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { server, dropbox } = await connect(
      async (call) => {
        if (call.route !== TOKEN) return serving(call, expired ? 'sl.new' : 'sl.first-token');
        arrived();
        await held;
        return newToken('sl.new');
      },
      onTestFinished,
      { credentials: RENEWABLE, clock },
    );
    const link = await dropbox.openLink();
    expired = true;
    const abort = new AbortController();
    const givesUp = link.listFolder('/a', abort.signal);
    const waits = link.listFolder('/b');
    await asked;
    abort.abort();
    await expect(givesUp).rejects.toMatchObject({ code: 'cancelled' });
    release();
    await expect(waits).resolves.toMatchObject({ files: [] });
    expect(server.callsTo(TOKEN).length).toBe(1);
  });

  it.each([
    { accessToken: 'sl.tok\nen' },
    { accessToken: 'sl.tökén' },
    { accessToken: '' },
    { accessToken: null },
    { accessToken: null, refreshToken: 'x' },
  ])('does not begin with %j', (more) => {
    const begin = () => createDropbox({ credentials: { ...CREDENTIALS, ...more } });
    expect(begin).toThrow(expect.objectContaining({ code: 'sign-in-invalid' }));
  });
});
