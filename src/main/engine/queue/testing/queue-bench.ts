import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Clock } from '#main/system/time/clock.ts';
import type { JobTarget, WantedFile } from '#shared/downloads/job.ts';
import type { FileEvent } from '#shared/downloads/snapshot.ts';
import type { FileSource } from '../../transfer/file-source.ts';
import { type WriteSmallFile, writeSmallFile } from '../../transfer/small-file.ts';
import { DownloadQueue, type QueueDeps, type QueueOptions } from '../download-queue.ts';
import { rememberRoot } from '../output-root.ts';
import { openQueueDatabase } from '../queue-schema.ts';
import { QueueStore } from '../queue-store.ts';
import type { ScriptedSource } from './scripted-source.ts';

/** A temporary folder for each test of the file, and the stores opened in it. */
export let folder: string;
export let stores: QueueStore[];

/** Call it at the top of a test file. */
export function useFolder(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'queue-'));
    stores = [];
  });
  afterEach(() => {
    for (const store of stores) store.close();
    rmSync(folder, { recursive: true });
  });
}

/** A clock whose waits end at once and move it on. */
export class JumpingClock implements Clock {
  #now = 1_000_000;
  now = (): number => this.#now;
  async delay(delayMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#now += delayMs;
    await Promise.resolve();
    signal?.throwIfAborted();
  }
}

export interface Bench {
  readonly queue: DownloadQueue;
  readonly store: QueueStore;
  readonly events: FileEvent[];
  readonly clock: JumpingClock;
  readonly database: DatabaseSync;
  onEvent(listener: (event: FileEvent) => void): void;
}

export function bench(
  source: FileSource,
  options: Partial<QueueOptions> = {},
  boot = 'boot 1',
  write: WriteSmallFile = writeSmallFile,
  deps: Partial<QueueDeps> = {},
): Bench {
  const database = openQueueDatabase(join(folder, 'queue.sqlite'));
  const store = new QueueStore(database);
  const listeners: ((event: FileEvent) => void)[] = [];
  stores.push(store);
  const events: FileEvent[] = [];
  const clock = new JumpingClock();
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  const queue = new DownloadQueue(
    {
      store,
      source,
      outputFolder: out,
      root: rememberRoot(out),
      writeSmallFile: write,
      freeSpace: null,
      names: 'posix',
      namesFold: true,
      bootMark: boot,
      clock,
      random: () => 0.5,
      waitingForDropboxUntilMs: () => null,
      onFile: (event) => {
        events.push(event);
        for (const listener of listeners) listener(event);
      },
      ...deps,
    },
    {
      parallel: 2,
      overwrite: false,
      splitLarge: true,
      retry: { maxRetries: 2, firstDelayMs: 1_000, longestDelayMs: 60_000 },
      ...options,
    },
  );
  return { queue, store, events, clock, database, onEvent: (listener) => listeners.push(listener) };
}

export async function run(
  source: ScriptedSource,
  on: Bench,
  wanted = allOf(source),
): Promise<void> {
  on.queue.want(wanted);
  await on.queue.start();
  await on.queue.whenSettled();
}

export function allOf(source: ScriptedSource): WantedFile[] {
  return [...source.contents.keys()].map((path) => source.wanted(path));
}

export function onDisk(path: string): Buffer {
  return readFileSync(join(folder, 'out', path));
}

export function filesOnDisk(): string[] {
  return readdirSync(join(folder, 'out'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .toSorted();
}

/** A disk that takes nothing before it is let go, and how many files wait for it. */
export function slowDisk() {
  const gate = Promise.withResolvers<void>();
  const disk = {
    waiting: 0,
    letGo: () => gate.resolve(),
    write: (async (...file) => {
      disk.waiting += 1;
      await gate.promise;
      await writeSmallFile(...file);
    }) satisfies WriteSmallFile,
  };
  return disk;
}

export const jobs = (...ids: readonly number[]): JobTarget => ({
  kind: 'ids',
  ids: Uint32Array.from(ids),
});
