import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Keychain } from './keychain.ts';
import { createSavedCredentials } from './saved-credentials.ts';
import { createSystemKeychain } from './system-keychain.ts';
import { keptMark } from './kept-mark.ts';
import { markInMemory } from './testing/mark-in-memory.ts';

const CREDENTIALS = {
  sharedUrl: 'https://www.dropbox.com/sh/abc/def',
  password: 'two words',
  accessToken: 'sl.token',
  refreshToken: null,
  appKey: null,
};

function keychainInMemory(entries = new Map<string, string>()): Keychain {
  return {
    available: async () => true,
    get: async (account) => entries.get(account) ?? null,
    set: async (account, secret) => void entries.set(account, secret),
    delete: async (account) => entries.delete(account),
  };
}

describe('saved credentials', () => {
  it('come back as they were, for their own account only', async () => {
    const entries = new Map<string, string>();
    const saved = createSavedCredentials(keychainInMemory(entries), 'one', markInMemory());
    expect(await saved.save(CREDENTIALS)).toBe('saved');
    expect(await saved.load()).toEqual({ credentials: CREDENTIALS, refusal: null });
    expect(
      await createSavedCredentials(keychainInMemory(entries), 'two', markInMemory()).load(),
    ).toBeNull();
    await saved.forget();
    expect(entries.size).toBe(0);
  });

  it('are withheld, not absent, where a locked keychain answers as an empty one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mark-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const mark = keptMark(join(folder, 'account-in-keychain'));
    const entries = new Map<string, string>();
    const open = createSavedCredentials(keychainInMemory(entries), 'one', mark);
    await open.save(CREDENTIALS);
    const locked = createSavedCredentials(keychainInMemory(), 'one', mark);
    expect(await locked.load()).toBe('withheld');
    expect(readFileSync(join(folder, 'account-in-keychain'), 'utf8')).toBe('');
    await open.forget();
    expect(await open.load()).toBeNull();
  });

  it('are not called forgotten while a locked keychain may hold them', async () => {
    const entries = new Map<string, string>();
    const mark = markInMemory();
    const open = keychainInMemory(entries);
    await createSavedCredentials(open, 'one', mark).save(CREDENTIALS);
    const refused = { set: () => Promise.reject(new Error('locked')) };
    const locked = { ...open, ...refused, get: async () => null, delete: async () => false };
    const saved = createSavedCredentials(locked, 'one', mark);
    await expect(saved.forget()).rejects.toThrow(/Unlock it/);
    expect(await saved.load()).toBe('withheld');
    await createSavedCredentials(open, 'one', mark).forget();
    expect([...entries.keys()]).toEqual([]);
    expect(await saved.load()).toBeNull();
  });

  it('that were lost from an open keychain can be forgotten', async () => {
    const entries = new Map<string, string>();
    const saved = createSavedCredentials(keychainInMemory(entries), 'one', markInMemory(true));
    expect(await saved.load()).toBe('withheld');
    await saved.forget();
    expect(await saved.load()).toBeNull();
    expect([...entries.keys()]).toEqual([]);
  });

  it('of an earlier version, which left no mark, are withheld after they were read once', async () => {
    const entries = new Map<string, string>();
    await createSavedCredentials(keychainInMemory(entries), 'one', markInMemory()).save(
      CREDENTIALS,
    );
    const mark = markInMemory();
    await createSavedCredentials(keychainInMemory(entries), 'one', mark).load();
    const locked = createSavedCredentials(keychainInMemory(), 'one', mark);
    expect(await locked.load()).toBe('withheld');
  });

  it('leave out an access token that can be refreshed', async () => {
    const saved = createSavedCredentials(keychainInMemory(), 'one', markInMemory());
    await saved.save({ ...CREDENTIALS, refreshToken: 'refresh', appKey: 'key' });
    const kept = { accessToken: null, refreshToken: 'refresh' };
    expect(await saved.load()).toMatchObject({ credentials: kept });
  });

  it('last for the session, and report it, if the keychain refuses or is missing', async () => {
    const locked: Keychain = {
      ...keychainInMemory(),
      set: async () => Promise.reject(new Error('locked')),
    };
    expect(await createSavedCredentials(locked, 'one', markInMemory()).save(CREDENTIALS)).toBe(
      'not-saved',
    );
    const absent = createSystemKeychain(() => Promise.reject(new Error('not installed')));
    expect(await absent.available()).toBe(false);
    const saved = createSavedCredentials(absent, 'one', markInMemory());
    expect(await saved.save(CREDENTIALS)).toBe('not-saved');
    expect(await saved.load()).toBeNull();
    await saved.forget();
  });

  it('are absent if the entry is not ours', async () => {
    for (const text of ['', '{', '[]', '{"sharedUrl":1}']) {
      const saved = createSavedCredentials(
        keychainInMemory(new Map([['one', text]])),
        'one',
        markInMemory(),
      );
      expect(await saved.load()).toBeNull();
    }
  });
});

describe('saved credentials that were refused', () => {
  const refusal = { code: 'link-denied', message: 'Wrong password.' } as const;

  it('say so when they come back, until they are saved again', async () => {
    const saved = createSavedCredentials(keychainInMemory(), 'one', markInMemory());
    await saved.markRefused(refusal);
    expect(await saved.load()).toBeNull();
    await saved.save(CREDENTIALS);
    await saved.markRefused(refusal);
    expect(await saved.load()).toEqual({ credentials: CREDENTIALS, refusal });
    await saved.save(CREDENTIALS);
    expect(await saved.load()).toEqual({ credentials: CREDENTIALS, refusal: null });
  });
});

describe('forgetting', () => {
  it('rejects if the keychain keeps the account', async () => {
    const entries = new Map<string, string>();
    const refusing: Keychain = {
      ...keychainInMemory(entries),
      delete: async () => Promise.reject(new Error('locked')),
    };
    const saved = createSavedCredentials(refusing, 'one', markInMemory());
    await saved.save(CREDENTIALS);
    await expect(saved.forget()).rejects.toThrow(/still in the keychain/);
    expect(entries.size).toBe(1);
  });

  it('reaches a keychain that was silent at first, as while it asks to be unlocked', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const unlocked = Promise.withResolvers<null>();
    const deleted: string[] = [];
    const keychain = createSystemKeychain(async () => ({
      getPassword: () => unlocked.promise,
      setPassword: async () => undefined,
      deletePassword: async (_: string, account: string) => deleted.push(account) > 0,
    }));
    const saved = createSavedCredentials(keychain, 'one', markInMemory());
    const first = keychain.available();
    const loaded = expect(saved.load()).rejects.toMatchObject({ code: 'stalled' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await first).toBe(false);
    await loaded;
    // Nobody waits a second time for the same silence.
    expect(await keychain.available()).toBe(false);
    unlocked.resolve(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(await keychain.available()).toBe(true);
    await saved.forget();
    expect(deleted).toEqual(['one']);
  });

  it('takes an account out that a keychain stores only after it was given up', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const unlocked = Promise.withResolvers<void>();
    const entries = new Map<string, string>();
    const keychain = createSystemKeychain(async () => ({
      getPassword: async () => null,
      async setPassword(_: string, account: string, secret: string) {
        await unlocked.promise;
        entries.set(account, secret);
      },
      deletePassword: async (_: string, account: string) => entries.delete(account),
    }));
    const saved = createSavedCredentials(keychain, 'one', markInMemory());
    const kept = saved.save(CREDENTIALS);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await kept).toBe('unknown');
    const forgotten = saved.forget();
    await vi.advanceTimersByTimeAsync(0);
    unlocked.resolve();
    await forgotten;
    await vi.advanceTimersByTimeAsync(0);
    expect(entries.size).toBe(0);
  });

  it('asks again whether a keychain answers that has refused before', async () => {
    let isLocked = true;
    const keychain = createSystemKeychain(async () => ({
      getPassword: async () => (isLocked ? Promise.reject(new Error('locked')) : null),
    }));
    expect(await keychain.available()).toBe(false);
    isLocked = false;
    expect(await keychain.available()).toBe(true);
  });
});

function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

const hasSecretService =
  has('dbus-run-session') &&
  has('gnome-keyring-daemon') &&
  spawnSync(process.execPath, ['-e', "require('keytar')"]).status === 0;

/** Runs the steps of testing/keychain-process.ts; `session` is what stands before the command in the shell. */
function runSteps(session: 'private' | 'none'): { readonly steps: unknown; readonly home: string } {
  const home = mkdtempSync(join(tmpdir(), 'keychain-'));
  const script = join(import.meta.dirname, 'testing', 'keychain-process.ts');
  const env = { PATH: process.env['PATH'], HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home };
  const steps =
    session === 'none'
      ? execFileSync(process.execPath, [script], { env, encoding: 'utf8' })
      : execFileSync(
          'dbus-run-session',
          [
            '--',
            'sh',
            '-c',
            'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"',
            'sh',
            process.execPath,
            script,
          ],
          { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
        );
  return { steps: JSON.parse(steps), home };
}

describe.skipIf(!hasSecretService)('the system keychain (Secret Service of its own)', () => {
  it('keeps credentials, hands them out and takes them out, and leaves nothing in clear', () => {
    const { steps, home } = runSteps('private');
    try {
      expect(steps).toEqual({ available: true, before: null, kept: true, same: true, after: null });
      const files = readdirSync(home, { recursive: true, withFileTypes: true });
      const written = files
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
      expect(written.length).toBeGreaterThan(0);
      expect(written.filter((text) => text.includes('dropbox.com/sh'))).toEqual([]);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  it('does not answer without a session, and reports it', () => {
    const { steps, home } = runSteps('none');
    rmSync(home, { recursive: true, force: true });
    expect(steps).toEqual({
      available: false,
      before: null,
      kept: false,
      same: false,
      after: 'not forgotten',
    });
  });
});
