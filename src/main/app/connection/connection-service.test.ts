import { describe, expect, it } from 'vitest';
import type { WorkerDemo } from '#demo/demo.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { TYPED, service, gate } from './testing/service-in-memory.ts';

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

  it('is no longer shown, while a slow start of the demo is still being undone', async () => {
    const starting = gate();
    const { connection, told, state, states } = service({
      startDemo: async () => {
        await starting.pass();
        return { ...TYPED, endpoint: '', close: async () => undefined } as unknown as WorkerDemo;
      },
    });
    const demo = connection.tryDemo();
    const rejected = expect(demo).rejects.toMatchObject({ code: 'cancelled' });
    await starting.reached;
    const cancelled = connection.cancel();
    expect(state()).toEqual({ kind: 'disconnected', problem: null });
    const again = connection.connect(TYPED);
    starting.open();
    await Promise.allSettled([cancelled, rejected]);
    await again;
    expect(told).toContain('stopWork');
    expect(states.map(({ kind }) => kind)).toEqual([
      'connecting',
      'disconnected',
      'connecting',
      'connected',
    ]);
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
  it('is shown as soon as the folder is open', async () => {
    const opening = gate();
    const { connection, state } = service({ onOpened: opening.pass });
    const connecting = connection.connect(TYPED);
    await opening.reached;
    connection.stopped({ code: 'sign-in-expired', message: 'The access token has expired.' });
    opening.open();
    await connecting;
    expect(state()).toMatchObject({ kind: 'interrupted', problem: { code: 'sign-in-expired' } });
  });

  it('is shown while a slow keychain still stores the credentials', async () => {
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

/** A sign-in that waits for a code that is never pasted. */
const waitForCode = async () => ({
  authorizeUrl: 'https://www.dropbox.com/oauth2/authorize',
  comesBack: null,
  exchangeCode: () => Promise.reject(new Error('not asked for here')),
  close: async () => undefined,
});

describe('a refusal that comes during a sign-in', () => {
  it('is shown after the user cancels the sign-in', async () => {
    const { connection, state } = service({
      appKey: () => 'key',
      beginSignIn: waitForCode,
    });
    await connection.connect(TYPED);
    await connection.signIn(TYPED);
    connection.stopped({ code: 'sign-in-expired', message: 'The access token has expired.' });
    await connection.cancel();
    expect(state()).toMatchObject({ kind: 'interrupted', problem: { code: 'sign-in-expired' } });
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

  it('is ended if the program closes while it starts', async () => {
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

  it('can be started again after its start has failed', async () => {
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

describe('an attempt that begins while the last connection is being left', () => {
  it.each([
    ['disconnected', (of: ReturnType<typeof service>) => of.connection.disconnect()],
    ['forgotten', (of: ReturnType<typeof service>) => of.connection.forget()],
  ])('waits until that one is %s', async (_, leave) => {
    const closing = gate();
    const closed: string[] = [];
    const of = service({
      onClosed: async () => {
        await closing.pass();
        closed.push('closed');
        of.told.push('closed');
      },
    });
    await of.connection.connect(TYPED);
    of.told.length = 0;
    const leaving = leave(of).catch(() => undefined);
    await closing.reached;
    const opening = of.connection.tryDemo();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    closing.open();
    await Promise.all([leaving, opening]);
    expect(of.state()).toMatchObject({ kind: 'connected', to: 'demo' });
    expect(of.told).toEqual(['leaving', 'disconnect', 'closed', 'leaving', 'connect', 'opened']);
  });

  it('does not lead back to it after a sign-in that is cancelled', async () => {
    const closing = gate();
    const { connection, state } = service({
      appKey: () => 'key',
      onClosed: closing.pass,
      beginSignIn: waitForCode,
    });
    await connection.connect(TYPED);
    const leaving = connection.disconnect().catch(() => undefined);
    await closing.reached;
    const signingIn = connection.signIn(TYPED);
    closing.open();
    await Promise.all([leaving, signingIn]);
    await connection.cancel();
    expect(state()).toMatchObject({ kind: 'disconnected', problem: null });
  });
});
