import { describe, expect, it, vi } from 'vitest';
import type { Keychain } from '#main/app/credentials/keychain.ts';
import { createSavedCredentials } from '#main/app/credentials/saved-credentials.ts';
import type { WorkerDemo } from '#demo/demo.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { createRedactor } from '#main/system/log/redact.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { ConnectionService } from './connection-service.ts';

const TYPED = {
  sharedUrl: 'https://www.dropbox.com/sh/abc/def',
  password: 'two words',
  accessToken: 'sl.token',
  remember: false,
};

/** A service over an engine that only notes its calls, and a keychain in memory. */
function service(
  doubles: Partial<ConnectionDeps> & {
    readonly entries?: Map<string, string>;
    readonly keychain?: Partial<Keychain>;
    /** Answers of the engine's `connect`, in turn; `null` connects. */
    readonly refusals?: (AppError | null)[];
  } = {},
) {
  const { entries = new Map<string, string>(), keychain, refusals = [], ...rest } = doubles;
  const told: string[] = [];
  const states: ConnectionState[] = [];
  const sent: unknown[] = [];
  const call = (async (name: string, input: unknown) => {
    told.push(name);
    if (name !== 'connect') return null;
    sent.push(input);
    const refusal = refusals.shift() ?? null;
    if (refusal !== null) throw refusal;
    return { name: 'VAST Pilot' };
  }) as unknown as EngineClient['call'];
  const inMemory: Keychain = {
    available: async () => true,
    get: async (account) => entries.get(account) ?? null,
    set: async (account, secret) => void entries.set(account, secret),
    delete: async (account) => void entries.delete(account),
    ...keychain,
  };
  const connection = new ConnectionService({
    engine: { call },
    saved: createSavedCredentials(inMemory, 'one'),
    redactor: createRedactor(),
    endpoint: null,
    appKey: () => '',
    startDemo: async () =>
      ({ ...TYPED, endpoint: '', close: async () => undefined }) as unknown as WorkerDemo,
    beginSignIn: () => Promise.reject(new Error('not asked for here')),
    openExternal: async () => undefined,
    systemProxy: async () => null,
    onState: ({ value }) => void states.push(value),
    onLeaving: async () => void told.push('leaving'),
    onOpened: async () => void told.push('opened'),
    onClosed: async () => void told.push('closed'),
    onBrowse: async () => void told.push('browse'),
    ...rest,
  });
  const state = (): ConnectionState => connection.state().value;
  return { connection, told, states, sent, entries, state };
}

/** A step of the service that a test lets go on when it wants. */
function gate() {
  const reached = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  const pass = async (): Promise<void> => {
    reached.resolve();
    await open.promise;
  };
  return { pass, reached: reached.promise, open: () => open.resolve() };
}

const REFUSED = new AppError('link-denied', 'Wrong password.');

describe('an attempt that is cancelled', () => {
  it('saves nothing, and leaves neither a connection nor a folder behind', async () => {
    const opening = gate();
    const { connection, told, entries, state } = service({ onOpened: opening.pass });
    const connecting = connection.connect({ ...TYPED, remember: true });
    const rejected = expect(connecting).rejects.toMatchObject({ code: 'cancelled' });
    await opening.reached;
    const cancelled = connection.cancel();
    opening.open();
    await cancelled;
    await rejected;
    expect(entries.size).toBe(0);
    expect(state()).toEqual({ kind: 'disconnected', problem: null });
    expect(told.slice(-3)).toEqual(['leaving', 'disconnect', 'closed']);
  });

  it('also leaves the connection that it was about to replace', async () => {
    const asking = gate();
    let asked = 0;
    const { connection, told, state } = service({
      systemProxy: async () => {
        asked += 1;
        if (asked === 2) await asking.pass();
        return null;
      },
    });
    await connection.connect(TYPED);
    told.length = 0;
    const connecting = connection.connect(TYPED);
    const rejected = expect(connecting).rejects.toMatchObject({ code: 'cancelled' });
    await asking.reached;
    const cancelled = connection.cancel();
    asking.open();
    await cancelled;
    await rejected;
    expect(told).not.toContain('connect');
    expect(told.slice(-2)).toEqual(['disconnect', 'closed']);
    expect(state()).toEqual({ kind: 'disconnected', problem: null });
  });
});

describe('a refusal that comes while the folder is being opened', () => {
  it('is told as soon as it is open', async () => {
    const opening = gate();
    const { connection, state } = service({ onOpened: opening.pass });
    const connecting = connection.connect(TYPED);
    await opening.reached;
    connection.stopped({ code: 'sign-in-expired', message: 'The access token has expired.' });
    opening.open();
    await connecting;
    expect(state()).toMatchObject({ kind: 'interrupted', problem: { code: 'sign-in-expired' } });
  });

  it('is told while a slow keychain still takes the credentials', async () => {
    const saving = gate();
    const { connection, state } = service({ keychain: { set: saving.pass } });
    const connecting = connection.connect({ ...TYPED, remember: true });
    await saving.reached;
    expect(state()).toMatchObject({ kind: 'connected', remembered: false });
    connection.stopped({ code: 'sign-in-expired', message: 'The access token has expired.' });
    saving.open();
    await connecting;
    expect(state()).toMatchObject({ kind: 'interrupted', remembered: true });
  });
});

describe('a refusal that comes during a sign-in', () => {
  it('is told where the sign-in is given up', async () => {
    const { connection, state } = service({
      appKey: () => 'key',
      beginSignIn: async () => ({
        authorizeUrl: 'https://www.dropbox.com/oauth2/authorize',
        comesBack: null,
        exchangeCode: () => Promise.reject(new Error('not asked for here')),
        close: async () => undefined,
      }),
    });
    await connection.connect(TYPED);
    await connection.signIn(TYPED);
    connection.stopped({ code: 'sign-in-expired', message: 'The access token has expired.' });
    await connection.cancel();
    expect(state()).toMatchObject({ kind: 'interrupted', problem: { code: 'sign-in-expired' } });
  });
});

describe('forgetting the account', () => {
  it('fails where the keychain does not let go of it, and stays connected', async () => {
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

describe('a saved account', () => {
  it('can be forgotten beside the demo, which goes on', async () => {
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

  it('are tried again where only the network was missing', async () => {
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
  it('is kept: with an expired token, only the token is asked for', async () => {
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

  it('is kept: with a wrong password, only the password is asked for', async () => {
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

describe('just browsing', () => {
  it('leaves a connection alone', async () => {
    const { connection, told, state } = service();
    await connection.connect(TYPED);
    const before = state();
    told.length = 0;
    await connection.justBrowse();
    expect(told).toEqual(['browse']);
    expect(state()).toEqual(before);
  });

  it('leaves an interrupted connection alone, with what is kept of it', async () => {
    const { connection, told, state } = service();
    await connection.connect(TYPED);
    connection.stopped({ code: 'sign-in-expired', message: 'The access token has expired.' });
    const before = state();
    told.length = 0;
    await connection.justBrowse();
    expect(told).toEqual(['browse']);
    expect(state()).toEqual(before);
  });
});

describe('the demo', () => {
  it('is started once, however often it is asked for before it is up', async () => {
    const starting = gate();
    const demos = { started: 0, closed: 0 };
    const { connection, state } = service({
      startDemo: async () => {
        demos.started += 1;
        await starting.pass();
        const close = async () => void (demos.closed += 1);
        return { ...TYPED, endpoint: '', close } as unknown as WorkerDemo;
      },
    });
    const first = connection.tryDemo().catch(() => undefined);
    await starting.reached;
    const others = [1, 2].map(() => connection.tryDemo().catch(() => undefined));
    starting.open();
    await Promise.all([first, ...others]);
    expect(demos.started - demos.closed).toBe(1);
    expect(state()).toMatchObject({ kind: 'connected', to: 'demo' });
    await connection.tryDemo();
    expect(demos.started - demos.closed).toBe(1);
    await connection.close();
    expect(demos.closed).toBe(demos.started);
  });

  it('is ended where the program closes while it starts', async () => {
    const starting = gate();
    let isClosed = false;
    const { connection } = service({
      startDemo: async () => {
        await starting.pass();
        return { ...TYPED, close: async () => void (isClosed = true) } as unknown as WorkerDemo;
      },
    });
    const asked = connection.tryDemo().catch(() => undefined);
    await starting.reached;
    const closed = connection.close();
    starting.open();
    await Promise.all([closed, asked]);
    expect(isClosed).toBe(true);
  });

  it('can be started again where its start has failed', async () => {
    let starts = 0;
    const { connection, state } = service({
      startDemo: async () => {
        starts += 1;
        if (starts === 1) throw new AppError('api', 'The demo could not be started.');
        return { ...TYPED, endpoint: '', close: async () => undefined } as unknown as WorkerDemo;
      },
    });
    await connection.tryDemo().catch(() => undefined);
    await connection.tryDemo();
    expect(state()).toMatchObject({ kind: 'connected', to: 'demo' });
  });
});

describe('what a step would lead away from', () => {
  it('is another folder than the one that is connected', async () => {
    const { connection } = service();
    const { sharedUrl } = TYPED;
    const other = 'https://www.dropbox.com/sh/other/link';
    const config = (link: string) =>
      `[dropbox]\nshared_url = ${link}\npassword = x\naccess_token = t\n`;
    expect(connection.leavesFolder({ kind: 'demo' })).toBe(false);
    await connection.connect(TYPED);
    expect(connection.leavesFolder({ kind: 'demo' })).toBe(true);
    expect(connection.leavesFolder({ kind: 'disconnect' })).toBe(true);
    expect(connection.leavesFolder({ kind: 'config', text: config(sharedUrl) })).toBe(false);
    expect(connection.leavesFolder({ kind: 'config', text: config(other) })).toBe(true);
    expect(connection.leavesFolder({ kind: 'config', text: 'no config' })).toBe(false);
    await connection.tryDemo();
    expect(connection.leavesFolder({ kind: 'demo' })).toBe(false);
    expect(connection.leavesFolder({ kind: 'config', text: config(sharedUrl) })).toBe(true);
  });
});
