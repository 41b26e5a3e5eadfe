import { describe, expect, it } from 'vitest';
import { createApp } from '#main/testing/test-app.ts';
import {
  ending,
  startServer,
  home,
  start,
  keychainInMemory,
  stateOf,
} from './testing/app-and-server.ts';

describe('signing in', () => {
  it('opens the page, takes the code from it, and is remembered by its refresh token', async () => {
    const server = await startServer();
    const keychain = keychainInMemory();
    const app = await start(home(), server, keychain);
    await app.client.call('settings.set', { appKey: server.appKey });
    const { sharedUrl, password } = server;
    await app.client.call('connection.signIn', { sharedUrl, password, remember: true });
    const state = await stateOf(app);
    if (state.kind !== 'signing-in') throw new Error(`It is ${state.kind}`);
    expect(app.opened).toEqual([state.authorizeUrl]);

    await expect(
      app.client.call('connection.finishSignIn', { code: 'not-the-code' }),
    ).rejects.toMatchObject({ code: 'sign-in-invalid' });
    expect((await stateOf(app)).kind).toBe('signing-in');

    const page = await fetch(`${state.authorizeUrl}&decision=allow`).then((answer) =>
      answer.text(),
    );
    const code = /data-testid="code">([^<]+)</.exec(page)![1]!;
    await app.client.call('connection.finishSignIn', { code });
    expect(await stateOf(app)).toMatchObject({ kind: 'connected', remembered: true });
    const [entry] = keychain.entries.values();
    expect(JSON.parse(entry!)).toMatchObject({ accessToken: null });
  });

  describe('with the addresses of this program registered', () => {
    const begin = async (kind: 'desktop' | 'browser') => {
      const server = await startServer();
      const app = await createApp(home(), {
        env: { VAST_DROPBOX_ENDPOINT: server.endpoint },
        kind,
      });
      ending.push(() => app.close());
      await app.client.call('settings.set', { appKey: server.appKey, signInComesBack: true });
      const { sharedUrl, password } = server;
      await app.client.call('connection.signIn', { sharedUrl, password, remember: false });
      const state = await stateOf(app);
      if (state.kind !== 'signing-in') throw new Error(`It is ${state.kind}`);
      return { app, server, state };
    };
    /** Where the page sends the browser, by an address that is sure to be ours. */
    const decide = async (authorizeUrl: string, decision: 'allow' | 'deny'): Promise<string> => {
      const answer = await fetch(`${authorizeUrl}&decision=${decision}`, { redirect: 'manual' });
      return answer.headers.get('location')!;
    };
    const visit = (address: string): Promise<Response> =>
      fetch(address.replace('localhost', '127.0.0.1'));

    it('continues automatically when the browser returns', async () => {
      const { app, state } = await begin('desktop');
      expect(state.comesBackByItself).toBe(true);
      await visit(await decide(state.authorizeUrl, 'allow'));
      await app.until('connection.changed', ({ value }) => value.kind === 'connected');
      expect(JSON.stringify(app.sent)).not.toContain('code=');
    });

    it('is given up if the user refuses access at Dropbox', async () => {
      const { app, state } = await begin('desktop');
      await visit(await decide(state.authorizeUrl, 'deny'));
      const { value } = await app.until(
        'connection.changed',
        (next) => next.revision > 2 && next.value.kind === 'disconnected',
      );
      expect(value).toEqual({ kind: 'disconnected', problem: null });
    });

    it('takes the whole address that the browser was sent to, of this sign-in only', async () => {
      const { app, state } = await begin('desktop');
      const address = await decide(state.authorizeUrl, 'allow');
      const other = address.replace(/state=[^&]+/, 'state=other');
      await expect(
        app.client.call('connection.finishSignIn', { code: other }),
      ).rejects.toMatchObject({ code: 'sign-in-invalid' });
      await app.client.call('connection.finishSignIn', { code: ` ${address}\n` });
      expect(await stateOf(app)).toMatchObject({ kind: 'connected' });
      await expect(visit(address)).rejects.toThrow();
    });

    it('asks for the code if the browser may run on another machine', async () => {
      const { state } = await begin('browser');
      expect(state.comesBackByItself).toBe(false);
      expect(state.authorizeUrl).not.toContain('redirect_uri');
    });
  });

  it('can be given up', async () => {
    const server = await startServer();
    const app = await start(home(), server);
    await app.client.call('settings.set', { appKey: server.appKey });
    const { sharedUrl, password } = server;
    await app.client.call('connection.signIn', { sharedUrl, password, remember: false });
    await app.client.call('connection.cancel', null);
    expect(await stateOf(app)).toEqual({ kind: 'disconnected', problem: null });
  });
});
