import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Keychain } from '#main/app/credentials/keychain.ts';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import type { DemoOptions } from '#demo/demo.ts';
import { createApp, type TestApp } from '#main/testing/test-app.ts';

export const ending: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

export async function startServer(options: DemoOptions = {}): Promise<DemoServer> {
  const server = await startDemoServer({ survey: 'tiny', ...options });
  ending.push(() => server.close());
  return server;
}

export function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'connection-'));
  ending.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function start(at: string, server: DemoServer, keychain?: Keychain): Promise<TestApp> {
  const app = await createApp(at, {
    env: { VAST_DROPBOX_ENDPOINT: server.endpoint },
    ...(keychain === undefined ? {} : { keychain }),
  });
  ending.push(() => app.close());
  return app;
}

export function keychainInMemory(): Keychain & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    available: async () => true,
    get: async (account) => entries.get(account) ?? null,
    set: async (account, secret) => void entries.set(account, secret),
    delete: async (account) => entries.delete(account),
  };
}

export function typed({ sharedUrl, password, accessToken }: DemoServer, remember = false) {
  return { sharedUrl, password, accessToken, remember };
}

export const stateOf = async ({ client }: TestApp) =>
  (await client.call('connection.get', null)).value;
