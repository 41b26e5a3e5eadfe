import { writeSmallFile } from '#main/engine/transfer/small-file.ts';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { dirname, join, relative } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { CallRecord } from '#demo/api/call-log.ts';
import type { DemoOptions } from '#demo/demo-options.ts';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { foldsNames } from '#main/system/disk/folds-names.ts';
import {
  DownloadQueue,
  type QueueDeps,
  type QueueOptions,
} from '#main/engine/queue/download-queue.ts';
import { rememberRoot } from '#main/engine/queue/output-root.ts';
import { openQueueDatabase } from '#main/engine/queue/queue-schema.ts';
import { QueueStore } from '#main/engine/queue/queue-store.ts';
import { createDropbox, type DropboxOptions } from '#main/engine/dropbox/dropbox.ts';
import type { DropboxLink } from '#main/engine/dropbox/link.ts';
import { listFolders } from '#main/engine/dropbox/list-folders.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import type { FileEvent, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { dropboxSource } from '#main/engine/transfer/dropbox-source.ts';
import { TestClock } from './test-clock.ts';

const FILE_ROUTE = 'sharing/get_shared_link_file';

/** The size of a file with three whole blocks and a short one. */
export const LARGE_BYTES = 3 * BLOCK_BYTES + 4_321;

export interface StationOptions {
  /** Content or size by path. The demo has no other files. */
  readonly files: NonNullable<DemoOptions['extraFiles']>;
  readonly demo?: DemoOptions;
  /** In place of those with an access token. */
  readonly credentials?: (demo: DemoServer) => Partial<Credentials>;
  readonly http?: Pick<DropboxOptions, 'bodyTimeoutMs' | 'headersTimeoutMs'>;
  readonly options?: Partial<QueueOptions>;
  readonly deps?: Partial<QueueDeps>;
  /** Registers the function that closes the station. @default the end of the test */
  readonly onEnd?: (end: () => Promise<void>) => void;
  /** The host name of this machine in URLs. @default its address, which needs no lookup */
  readonly atName?: 'localhost';
}

/** A queue between a demo on loopback and a real folder; only the clock is fake. Closed at the end of the test. */
export interface Station {
  readonly demo: DemoServer;
  readonly clock: TestClock;
  readonly queue: DownloadQueue;
  readonly store: QueueStore;
  readonly folder: string;
  readonly out: string;
  readonly events: readonly FileEvent[];
  /** Connects again, with other credentials if given, as if the user had corrected them. */
  connect(credentials?: Partial<Credentials>): Promise<DropboxLink>;
  /** Closes idle connections, so that the next call must open one. */
  cutConnections(): Promise<void>;
  /** All files of the listing, or those at these paths. */
  list(...paths: readonly string[]): Promise<readonly WantedFile[]>;
  /** Runs the queue with these files until nothing continues by itself. */
  bring(files: readonly WantedFile[]): Promise<QueueSnapshot>;
  start(): Promise<QueueSnapshot>;
  /** Calls for file content, including refused ones. */
  fetches(path?: string): readonly CallRecord[];
  /** The first blocks of these calls. */
  asked(path: string): readonly number[];
  /** File events in short form: `will-retry /a.fits network`. */
  story(): readonly string[];
  /** The message of the halt, or of the last failure of a file. */
  said(): string;
  /**
   * Checks the whole output folder: it contains these files with the demo's bytes, and else only part files of `parts`.
   */
  holds(files: readonly string[], parts?: readonly string[]): Promise<void>;
  /** Sets how long the queue's database waits for another program's lock. */
  setPatience(ms: number): void;
  /** Opens a new queue with the same folder and database, as a new process would. */
  reopen(deps?: Partial<QueueDeps>, options?: Partial<QueueOptions>): void;
}

export async function openStation(setting: StationOptions): Promise<Station> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  const demo = await startDemoServer({ survey: [], extraFiles: setting.files, ...setting.demo });
  const clock = new TestClock();
  const events: FileEvent[] = [];
  let dropbox = makeDropbox();
  let database: DatabaseSync;
  let link = await dropbox.openLink();
  let { queue, store } = makeQueue();

  const { onEnd = onTestFinished } = setting;
  onEnd(async () => {
    clock.letGo();
    await queue.pause();
    store.close();
    await dropbox.close();
    await demo.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function makeDropbox(credentials: Partial<Credentials> = {}) {
    const { sharedUrl, password, accessToken } = demo;
    return createDropbox({
      endpoint:
        setting.atName === undefined
          ? demo.endpoint
          : demo.endpoint.replace('127.0.0.1', setting.atName),
      credentials: {
        sharedUrl,
        password,
        accessToken,
        refreshToken: null,
        appKey: null,
        ...setting.credentials?.(demo),
        ...credentials,
      },
      clock,
      random: () => 0.5,
      ...setting.http,
    });
  }

  function makeQueue(deps: Partial<QueueDeps> = {}, options: Partial<QueueOptions> = {}) {
    database = openQueueDatabase(join(folder, 'queue.sqlite'));
    const made = new QueueStore(database);
    return {
      store: made,
      queue: new DownloadQueue(
        {
          store: made,
          source: dropboxSource(() => link),
          outputFolder: out,
          root: rememberRoot(out),
          writeSmallFile,
          freeSpace: null,
          names: 'posix',
          namesFold: foldsNames(out),
          bootMark: 'one boot',
          clock,
          random: () => 0.5,
          waitingForDropboxUntilMs: () => null,
          onFile: (event) => void events.push(event),
          ...setting.deps,
          ...deps,
        },
        {
          parallel: 1,
          overwrite: false,
          splitLarge: true,
          retry: { maxRetries: 2, firstDelayMs: 1_000, longestDelayMs: 60_000 },
          ...setting.options,
          ...options,
        },
      ),
    };
  }

  const fetches = (path?: string): readonly CallRecord[] =>
    demo.calls.of(FILE_ROUTE).filter((call) => path === undefined || call.path === path);

  const start = async (): Promise<QueueSnapshot> => {
    await queue.start();
    await queue.whenSettled();
    return queue.snapshot();
  };

  return {
    demo,
    clock,
    get queue() {
      return queue;
    },
    get store() {
      return store;
    },
    folder,
    out,
    events,
    async connect(credentials) {
      await dropbox.close();
      dropbox = makeDropbox(credentials);
      link = await dropbox.openLink();
      return link;
    },
    async cutConnections() {
      const fault = demo.faults.add({ fault: { kind: 'reset' } });
      await link.listFolder('').catch(() => undefined);
      demo.faults.remove(fault);
      clock.waits.length = 0;
    },
    async list(...paths) {
      const folders = Object.keys(setting.files).map((path) =>
        path.lastIndexOf('/') === 0 ? '' : dirname(path),
      );
      const { files } = await listFolders(link, folders);
      return files
        .filter(({ path }) => paths.length === 0 || paths.includes(path))
        .filter(({ path }) => path in setting.files || setting.demo?.faults !== undefined)
        .map((file) => ({ ...file, checksum: null }));
    },
    async bring(files) {
      demo.calls.reset();
      queue.want(files);
      return await start();
    },
    start,
    fetches,
    asked: (path) =>
      fetches(path).map(
        ({ range }) => Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0) / BLOCK_BYTES,
      ),
    story: () =>
      events.map((event) =>
        [event.kind, event.path, 'failure' in event ? event.failure.code : '']
          .filter(Boolean)
          .join(' '),
      ),
    said() {
      const { phase } = queue.snapshot();
      if (phase.kind === 'halted') return phase.failure.message;
      const last = events.findLast((event) => 'failure' in event);
      return last !== undefined && 'failure' in last ? last.failure.message : '';
    },
    async holds(files, parts = []) {
      const found = readdirSync(out, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `/${relative(out, join(entry.parentPath, entry.name))}`);
      const unfinished = parts.flatMap((path) => [`${path}.part`, `${path}.part.journal`]);
      expect(found.toSorted()).toEqual([...files, ...unfinished].toSorted());
      for (const path of files) {
        const isRight = readFileSync(join(out, path)).equals(await demo.bytesOf(path));
        expect(isRight, `${path} holds the right bytes`).toBe(true);
      }
    },
    setPatience: (ms) => database.exec(`PRAGMA busy_timeout = ${ms}`),
    reopen(deps, options) {
      store.close();
      ({ queue, store } = makeQueue(deps, options));
    },
  };
}
