import { describe, expect, it, vi } from 'vitest';
import type { Keychain } from '#main/app/credentials/keychain.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { TYPED, service, gate, REFUSED } from './testing/service-in-memory.ts';

describe('forgetting the account', () => {
  it('fails if the keychain keeps the account, and stays connected', async () => {
    const entries = new Map<string, string>();
    const keychain = { delete: () => Promise.reject(new Error('locked')) };
    const { connection, state } = service({ entries, keychain });
    await connection.connect({ ...TYPED, remember: true });
    await expect(connection.forget()).rejects.toThrow(/keychain/);
    expect(entries.size).toBe(1);
    expect(state()).toMatchObject({ kind: 'connected', remembered: true });
  });

  it('waits for credentials that are on their way into the keychain', async () => {
    const entries = new Map<string, string>();
    const saving = gate();
    const set: Keychain['set'] = async (account, secret) => {
      await saving.pass();
      entries.set(account, secret);
    };
    const { connection, state } = service({ entries, keychain: { set } });
    const connecting = connection.connect({ ...TYPED, remember: true });
    await saving.reached;
    const forgotten = connection.forget();
    saving.open();
    await Promise.all([connecting, forgotten]);
    expect(entries.size).toBe(0);
    expect(state()).toEqual({ kind: 'disconnected', problem: null });
  });

  it('works without a connection, for as long as something is saved', async () => {
    const entries = new Map<string, string>();
    await service({ entries }).connection.connect({ ...TYPED, remember: true });
    const { connection, state } = service({ entries, refusals: [REFUSED] });
    await connection.restore();
    expect(state()).toMatchObject({ kind: 'disconnected', remembered: true });
    await connection.forget();
    expect(entries.size).toBe(0);
    expect(state()).toEqual({ kind: 'disconnected', problem: null });
  });
});

describe('an account that a slow keychain may still store', () => {
  it('can be forgotten after the connection is closed', async () => {
    const entries = new Map<string, string>();
    const { connection, state } = service({
      entries,
      keychain: {
        set: async (account, secret) => {
          // The write succeeds, but only after its caller gave up.
          entries.set(account, secret);
          throw new AppError('stalled', 'The keychain does not answer.');
        },
      },
    });
    await connection.connect({ ...TYPED, remember: true });
    expect(state()).toMatchObject({ kind: 'connected', remembered: false });
    await connection.disconnect();
    expect(state()).toMatchObject({ kind: 'disconnected', remembered: true });
    await connection.forget();
    expect(entries.size).toBe(0);
    expect(state()).toEqual({ kind: 'disconnected', problem: null });
  });
});

describe('a saved account', () => {
  it('that the keychain does not give back is named, and can be forgotten', async () => {
    const { connection, state } = service({ isKept: true });
    await connection.restore();
    const message = expect.stringMatching(/keychain did not give back .* unlock it .* connect/);
    expect(state()).toMatchObject({ kind: 'disconnected', problem: { message }, remembered: true });
    await connection.forget();
    expect(state()).toEqual({ kind: 'disconnected', problem: null });
  });

  it('can be forgotten beside the demo, which stays connected', async () => {
    const entries = new Map<string, string>();
    await service({ entries }).connection.connect({ ...TYPED, remember: true });
    const { connection, state } = service({ entries });
    await connection.tryDemo();
    await connection.restore();
    expect(state()).toMatchObject({ kind: 'connected', to: 'demo', remembered: true });
    expect(connection.leavesFolder({ kind: 'forget' })).toBe(false);
    await connection.forget();
    expect(entries.size).toBe(0);
    expect(state()).toMatchObject({ kind: 'connected', to: 'demo', remembered: false });
  });
});

describe('saved credentials that were refused', () => {
  it('are tried by one start only, until the user says so', async () => {
    const entries = new Map<string, string>();
    await service({ entries }).connection.connect({ ...TYPED, remember: true });
    const first = service({ entries, refusals: [REFUSED] });
    await first.connection.restore();
    expect(first.told).toContain('connect');

    const second = service({ entries });
    await second.connection.restore();
    expect(second.told).toEqual([]);
    const problem = { code: 'link-denied', message: 'Wrong password.' };
    expect(second.state()).toMatchObject({ kind: 'disconnected', problem, remembered: true });
    await second.connection.retry();
    expect(second.state()).toMatchObject({ kind: 'connected', remembered: true });

    const third = service({ entries });
    await third.connection.restore();
    expect(third.state()).toMatchObject({ kind: 'connected', remembered: true });
  });

  it('are not tried by the next start either where they were refused later on', async () => {
    const entries = new Map<string, string>();
    const first = service({ entries });
    await first.connection.connect({ ...TYPED, remember: true });
    first.connection.stopped({ code: 'sign-in-revoked', message: 'The sign-in was revoked.' });
    await vi.waitFor(() => expect([...entries.values()].join()).toContain('revoked'));
    const second = service({ entries });
    await second.connection.restore();
    expect(second.told).toEqual([]);
  });

  it('are tried again if only the network was missing', async () => {
    const entries = new Map<string, string>();
    await service({ entries }).connection.connect({ ...TYPED, remember: true });
    const offline = new AppError('network', 'Dropbox can’t be reached.');
    await service({ entries, refusals: [offline] }).connection.restore();
    const next = service({ entries });
    await next.connection.restore();
    expect(next.state()).toMatchObject({ kind: 'connected' });
  });
});

describe('what is still right after a refusal', () => {
  it('is kept, so that with an expired token only the token is needed', async () => {
    const { connection, sent, state } = service();
    await connection.connect(TYPED);
    connection.stopped({ code: 'sign-in-expired', message: 'The access token has expired.' });
    expect(state()).toMatchObject({ kept: { link: true, password: true, token: false } });
    const again = { sharedUrl: '', password: '', accessToken: 'sl.new', remember: false };
    await connection.connect(again);
    const { sharedUrl, password } = TYPED;
    expect(sent[1]).toMatchObject({ credentials: { sharedUrl, password, accessToken: 'sl.new' } });
    expect(state()).toMatchObject({ kind: 'connected' });
  });

  it('is kept, so that with a wrong password only the password is needed', async () => {
    const { connection, sent, state } = service({ refusals: [REFUSED] });
    await connection.connect(TYPED).catch(() => undefined);
    expect(state()).toMatchObject({ kept: { link: true, password: false, token: true } });
    await connection.connect({ ...TYPED, sharedUrl: '', accessToken: '', password: 'right' });
    const { sharedUrl, accessToken } = TYPED;
    expect(sent[1]).toMatchObject({ credentials: { sharedUrl, accessToken, password: 'right' } });
  });

  it('stays through an attempt that is cancelled, and goes when the user disconnects', async () => {
    const opening = gate();
    const { connection, state } = service({ refusals: [REFUSED], onOpened: opening.pass });
    await connection.connect(TYPED).catch(() => undefined);
    const connecting = connection.connect(TYPED).catch(() => undefined);
    await opening.reached;
    const cancelled = connection.cancel();
    opening.open();
    await cancelled;
    await connecting;
    expect(state()).toMatchObject({ kept: { link: true } });
    await connection.disconnect();
    expect(state()).toEqual({ kind: 'disconnected', problem: null });
    const nothing = { sharedUrl: '', password: '', accessToken: '', remember: false };
    await expect(connection.connect(nothing)).rejects.toThrow(/link is missing/);
  });

  it('holds no secret in any state', async () => {
    const { connection, states } = service({ refusals: [REFUSED] });
    await connection.connect(TYPED).catch(() => undefined);
    await connection.connect(TYPED);
    connection.stopped({ code: 'sign-in-expired', message: 'The access token has expired.' });
    const told = JSON.stringify(states);
    for (const secret of [TYPED.sharedUrl, TYPED.password, TYPED.accessToken]) {
      expect(told).not.toContain(secret);
    }
  });
});
