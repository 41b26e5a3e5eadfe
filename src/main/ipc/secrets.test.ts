import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { startDemoServer } from '#demo/demo-server.ts';
import { createRedactor } from '#main/system/log/redact.ts';
import { createApp } from '#main/testing/test-app.ts';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import { encodeMessage } from '#shared/ipc/message-codec.ts';
import type { Handlers } from '#shared/rpc/channel.ts';
import { createRouter } from './router.ts';
import { CALLS, EVENTS } from '#shared/calls/declarations.ts';

const ending: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

/** All text of a message, as it would travel. */
function textOf(message: unknown): string {
  return Buffer.from(encodeMessage(message)).toString('utf8');
}

interface Answer {
  readonly name: keyof AppContract['calls'];
  readonly output: unknown;
}

/** Uses the app in every way that has to do with secrets, right and wrong, and gives what came back. */
async function useTheApp() {
  const password = 'p4ss/wörd "%=#';
  const server = await startDemoServer({ survey: 'tiny', password });
  ending.push(() => server.close());
  const home = mkdtempSync(join(tmpdir(), 'secrets-'));
  ending.push(() => rmSync(home, { recursive: true, force: true }));
  const entries = new Map<string, string>();
  const app = await createApp(home, {
    env: { VAST_DROPBOX_ENDPOINT: server.endpoint },
    keychain: {
      available: async () => true,
      get: async (account) => entries.get(account) ?? null,
      set: async (account, secret) => void entries.set(account, secret),
      delete: async (account) => entries.delete(account),
    },
  });
  ending.push(() => app.close());
  const answers: Answer[] = [];
  const call = async <K extends keyof AppContract['calls']>(
    name: K,
    input: AppContract['calls'][K]['input'],
  ): Promise<AppContract['calls'][K]['output'] | null> => {
    const output = await app.client.call(name, input).catch(() => null);
    if (output !== null) answers.push({ name, output });
    return output;
  };
  const { sharedUrl, accessToken, appKey, refreshToken } = server;
  const link = { sharedUrl, password, remember: true };
  const config = `[dropbox]\nshared_url = ${sharedUrl}\npassword = ${password}\naccess_token = ${accessToken}\nother = ${accessToken}\n`;
  const wrongPassword = 'wrong-password-of-mine';
  await call('app.info', null);
  await call('connection.connect', { ...link, accessToken, password: wrongPassword });
  await call('connection.connect', { ...link, accessToken: 'sl.not-a-token-of-theirs' });
  await call('connection.connect', { ...link, sharedUrl: 'not a link at all', accessToken });
  await call('inputs.parse', { name: 'dropbox.cfg', text: config });
  await call('inputs.parse', { name: 'x', text: `${accessToken} ${password}` });
  await call('connection.connectWithConfig', { text: `${config}password = 2\n`, remember: true });
  await call('connection.connectWithConfig', { text: config, remember: true });
  await call('settings.set', { appKey });
  await call('connection.signIn', link);
  const state = await call('connection.get', null);
  const page =
    state?.value.kind === 'signing-in'
      ? await fetch(`${state.value.authorizeUrl}&decision=allow`).then((answer) => answer.text())
      : '';
  const code = /data-testid="code">([^<]+)</.exec(page)![1]!;
  await call('connection.finishSignIn', { code });
  await app.until('catalogue.changed', ({ value }) => value.source === 'crawled');
  const catalogue = await call('catalogue.get', null);
  const { value, revision } = catalogue!;
  const { words } = bitsetWhere(value.length, (row) => pathAt(value, row).endsWith('.csv'));
  const selection = { catalogueRevision: revision, words };
  for (const name of ['catalogue.info', 'catalogue.onDisk', 'settings.get'] as const) {
    await call(name, null);
  }
  await call('plan.summarize', selection);
  await call('plan.list', selection);
  await call('selections.save', { name: 'mine', selection });
  await call('selections.list', null);
  await call('selections.load', { name: 'mine' });
  const added = await call('downloads.add', selection);
  await app.untilDone(added!.added);
  server.changePassword('another');
  server.expireAccessTokens();
  await call('downloads.retry', { kind: 'state', state: 'all' });
  await call('catalogue.refresh', { includeLegacy: true });
  await call('downloads.get', null);
  await call('downloads.rows', { filter: 'all', search: '', offset: 0, limit: 100 });
  await call('downloads.report', null);
  await call('connection.get', null);
  const [kept = ''] = entries.values();
  return {
    app,
    home,
    answers,
    kept,
    secrets: [sharedUrl, password, wrongPassword, accessToken, refreshToken, code],
  };
}

describe('every call and every event', () => {
  it('has a schema, and there is no other schema', async () => {
    const home = mkdtempSync(join(tmpdir(), 'schemas-'));
    ending.push(() => rmSync(home, { recursive: true, force: true }));
    const app = await createApp(home);
    ending.push(() => app.close());
    for (const name of Object.keys(CALLS)) {
      // Each is answered, if only with a complaint about what was asked.
      const answer: unknown = await app.client
        .call(name as never, 42 as never)
        .catch((error: unknown) => error);
      expect(answer, name).toMatchObject({ code: 'bad-usage' });
      expect((answer as AppError).message, name).not.toMatch(/There is no call/);
    }
    expect(Object.keys(EVENTS)).not.toHaveLength(0);
  });
});

describe('secrets', () => {
  it('are in no message, no log and no file; only the keychain has them', async () => {
    const { app, home, answers, kept, secrets } = await useTheApp();
    expect(app.sent.length).toBeGreaterThan(40);
    const forms = secrets.flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ]);
    for (const message of app.sent) {
      const text = textOf(message);
      expect(forms.filter((secret) => text.includes(secret))).toEqual([]);
    }
    await app.close();
    const files = readdirSync(home, { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      const text = readFileSync(join(file.parentPath, file.name), 'utf8');
      expect([file.name, ...forms.filter((secret) => text.includes(secret))]).toEqual([file.name]);
    }
    // The test would be worth nothing if the app had not had them.
    expect(kept).toContain(JSON.stringify(secrets[0]));

    // Whatever a service might put beside its answer is cut off.
    fc.assert(
      fc.property(fc.constantFrom(...answers), fc.nat(), ({ name, output }, seed) => {
        const spoiled = withSecret(output, seed);
        const parsed = CALLS[name].output.safeParse(spoiled);
        expect(parsed.success && textOf(parsed.data).includes(PLANTED)).toBe(false);
      }),
    );
  });

  it('are taken out of the words of errors, and causes stay behind', async () => {
    const redactor = createRedactor();
    redactor.add('open-sesame');
    const lines: string[] = [];
    const note = (text: string): void => void lines.push(redactor.apply(text));
    const log = { file: '', debug: note, info: note, warn: note, error: note };
    const handlers = {
      'app.showLog': async () => {
        throw new AppError('api', 'It said open-sesame.', { cause: new Error('open-sesame') });
      },
      'app.info': async () => {
        throw new Error('Bearer open-sesame');
      },
      'connection.get': async () => ({ revision: 1, value: { kind: 'open-sesame' } }),
    } as unknown as Handlers<AppContract>;
    const router = createRouter(handlers, { log, redactor });
    for (const name of ['app.showLog', 'app.info', 'connection.get'] as const) {
      const error: unknown = await router[name](null).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).cause).toBeUndefined();
      expect((error as AppError).message).not.toContain('open-sesame');
    }
    expect(lines.join('\n')).not.toContain('open-sesame');
    expect(lines.length).toBeGreaterThanOrEqual(3);
  });
});

const PLANTED = 'planted-secret';

/** A copy with a member that doesn't belong there, in the object that `seed` picks. */
function withSecret(value: unknown, seed: number): unknown {
  const objects: Record<string, unknown>[] = [];
  const copy = structuredClone(value);
  const look = (at: unknown): void => {
    if (typeof at !== 'object' || at === null || ArrayBuffer.isView(at)) return;
    if (!Array.isArray(at)) objects.push(at as Record<string, unknown>);
    for (const member of Object.values(at).slice(0, 50)) look(member);
  };
  look(copy);
  const picked = objects[seed % Math.max(1, objects.length)];
  if (picked !== undefined) picked['accessToken'] = PLANTED;
  return copy;
}
