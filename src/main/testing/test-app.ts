import { join } from 'node:path';
import process from 'node:process';
import { createWindowApp } from '#main/app/create-app.ts';
import type { Keychain } from '#main/app/credentials/keychain.ts';
import type { DemoOptions } from '#demo/demo-options.ts';
import type { AppEvent, HostAbilities, WorkerFiles } from '#main/app/window-app.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';

type Events = AppContract['events'];

/** A page, and what closes it. */
export interface AttachedClient {
  readonly client: Client<AppContract>;
  readonly detach: () => void;
}

export interface TestApp {
  readonly client: Client<AppContract>;
  /** Attaches a page beside the one of `client`. */
  another(): AttachedClient;
  readonly outputFolder: string;
  /** Every message that went to the client, and every line of what it was asked to open. */
  readonly sent: unknown[];
  readonly opened: string[];
  /** Resolves with the first event, from before or from now on, that `test` accepts. */
  until<K extends keyof Events>(name: K, test: (payload: Events[K]) => boolean): Promise<Events[K]>;
  /** The same for the queue, which may have come there already. */
  untilSnapshot(test: (snapshot: QueueSnapshot) => boolean): Promise<QueueSnapshot>;
  /** Until so many files are done or have failed, and the queue is at rest. */
  untilDone(files: number): Promise<QueueSnapshot>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly keychain?: Keychain;
  readonly demo?: DemoOptions;
  readonly env?: Readonly<Record<string, string>>;
  /** @default ['vast-pilot'] */
  readonly commandWords?: readonly string[];
  readonly workers?: WorkerFiles;
  /** @default 'browser' */
  readonly kind?: HostAbilities['kind'];
}

const NO_KEYCHAIN: Keychain = {
  available: async () => false,
  get: async () => null,
  set: () => Promise.reject(new Error('none')),
  delete: () => Promise.reject(new Error('none')),
};

/** The app in this process, below `home`, with a client that speaks to it as a page does. */
export async function createApp(home: string, options: TestAppOptions = {}): Promise<TestApp> {
  const outputFolder = join(home, 'out');
  const opened: string[] = [];
  const host: HostAbilities = {
    kind: options.kind ?? 'browser',
    runtime: 'a test',
    commandWords: options.commandWords ?? ['vast-pilot'],
    openExternal: async (url) => void opened.push(url),
    showFile: async (file) => void opened.push(file),
    showFolder: async (folder) => void opened.push(folder),
    chooseFolder: async () => null,
    saveText: async () => false,
    saveBytes: async () => false,
    pageIsReady: () => void opened.push('page is ready'),
    systemProxy: async () => null,
  };
  const app = await createWindowApp(
    {
      host,
      env: { VAST_PILOT_HOME: home, VAST_DATA_DIR: outputFolder, ...options.env },
      platform: process.platform,
      version: '0.0.0',
      workers: options.workers ?? {},
    },
    {
      keychain: options.keychain ?? NO_KEYCHAIN,
      demo: options.demo ?? { survey: 'tiny' },
      redirectPorts: [0],
    },
  );
  const sent: unknown[] = [];
  const history: AppEvent[] = [];
  const waiting = new Set<(event: AppEvent) => void>();
  app.onEvent((event) => {
    history.push(event);
    for (const look of waiting) look(event);
  });
  const attach = (onSent: (message: unknown) => void): AttachedClient => {
    let toApp: (message: unknown) => void = () => undefined;
    let toClient: (message: unknown) => void = () => undefined;
    const detach = app.attach({
      post(message) {
        onSent(message);
        const copy = structuredClone(message);
        queueMicrotask(() => toClient(copy));
      },
      onMessage: (listener) => {
        toApp = listener;
      },
    });
    const client = connect<AppContract>({
      post(message) {
        const copy = structuredClone(message);
        queueMicrotask(() => toApp(copy));
      },
      onMessage: (listener) => {
        toClient = listener;
      },
    });
    return { client, detach };
  };
  const { client, detach } = attach((message) => sent.push(message));
  const until: TestApp['until'] = (name, test) =>
    new Promise((resolve) => {
      const look = (event: AppEvent): void => {
        if (event.name !== name || !test(event.payload as never)) return;
        waiting.delete(look);
        resolve(event.payload as never);
      };
      waiting.add(look);
      for (const event of history) look(event);
    });
  const untilSnapshot: TestApp['untilSnapshot'] = async (test) => {
    const now = await client.call('downloads.get', null);
    return test(now) ? now : await until('downloads.changed', test);
  };
  return {
    client,
    another: () => attach(() => undefined),
    outputFolder,
    sent,
    opened,
    until,
    untilSnapshot,
    untilDone: (files) =>
      untilSnapshot(
        ({ phase, totals }) =>
          phase.kind === 'idle' && totals.done.files + totals.failed.files === files,
      ),
    async close() {
      detach();
      await app.close();
    },
  };
}
