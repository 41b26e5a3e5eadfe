import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readableBody } from '#main/engine/wire/readable-body.ts';
import { contentHashOf } from '#main/system/integrity/content-hash.ts';
import type { Clock } from '#main/system/time/clock.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { JobTarget, WantedFile } from '#shared/downloads/job.ts';
import type { FileEvent } from '#shared/downloads/snapshot.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type WriteSmallFile, writeSmallFile } from '../transfer/small-file.ts';
import { DownloadQueue, type QueueDeps, type QueueOptions } from './download-queue.ts';
import { rememberRoot } from './output-root.ts';
import { NoRoom } from './room.ts';
import type { Target } from '../transfer/target.ts';
import type { FileResponse, FileSource } from '../transfer/file-source.ts';
import { openQueueDatabase } from './queue-schema.ts';
import { QueueStore } from './queue-store.ts';

let folder: string;
let stores: QueueStore[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'queue-'));
  stores = [];
});
afterEach(() => {
  for (const store of stores) store.close();
  rmSync(folder, { recursive: true });
});

/** A clock whose waits end at once and move it on. */
class JumpingClock implements Clock {
  #now = 1_000_000;
  now = (): number => this.#now;
  async delay(delayMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#now += delayMs;
    await Promise.resolve();
    signal?.throwIfAborted();
  }
}

type Answer = (request: { path: string; offset: number; content: Buffer }) => FileResponse | Error;

const answerPlainly: Answer = ({ content, offset }) => ({
  isWhole: offset === 0,
  offset,
  totalBytes: content.length,
  rev: 'r1',
  body: readableBody(Readable.from(chunksOf(content.subarray(offset)))),
});

function* chunksOf(bytes: Buffer, size = 300_000): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Bytes as asked for up to `bytes`, then a broken connection. */
const answerCutAfter =
  (bytes: number): Answer =>
  ({ content, offset }) => ({
    isWhole: offset === 0,
    offset,
    totalBytes: content.length,
    rev: 'r1',
    body: readableBody(
      Readable.from(
        (function* cut(): Generator<Buffer> {
          yield* chunksOf(content.subarray(offset, offset + bytes));
          throw new AppError('network', 'connection reset');
        })(),
      ),
    ),
  });

/** Files in memory that answer as each test scripts it; every call is noted. */
class ScriptedSource implements FileSource {
  readonly contents = new Map<string, Buffer>();
  readonly calls: { path: string; offset: number }[] = [];
  readonly script: Answer[] = [];
  relistAs: ((path: string) => ListedFile | null) | null = null;

  async openFile(request: {
    path: string;
    offset?: number;
    signal: AbortSignal;
  }): Promise<FileResponse> {
    request.signal.throwIfAborted();
    const { path, offset = 0 } = request;
    this.calls.push({ path, offset });
    const content = this.contents.get(path);
    if (content === undefined) throw new AppError('path-not-found', `${path}: not there`);
    const answer = (this.script.shift() ?? answerPlainly)({ path, offset, content });
    if (answer instanceof Error) throw answer;
    request.signal.addEventListener('abort', () => answer.body.destroy());
    return answer;
  }

  mapBodyError(error: unknown): AppError {
    return error instanceof AppError ? error : new AppError('network', String(error));
  }

  async relist(path: string): Promise<ListedFile | null> {
    if (this.relistAs !== null) return this.relistAs(path);
    return this.wanted(path);
  }

  wanted(path: string): WantedFile {
    const content = this.contents.get(path)!;
    return {
      path,
      size: content.length,
      rev: 'r1',
      contentHash: contentHashOf(content),
      checksum: null,
    };
  }
}

interface Bench {
  readonly queue: DownloadQueue;
  readonly store: QueueStore;
  readonly events: FileEvent[];
  readonly clock: JumpingClock;
  readonly database: DatabaseSync;
  onEvent(listener: (event: FileEvent) => void): void;
}

function bench(
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
      room: null,
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

async function run(source: ScriptedSource, on: Bench, wanted = allOf(source)): Promise<void> {
  on.queue.want(wanted);
  await on.queue.start();
  await on.queue.whenSettled();
}

function allOf(source: ScriptedSource): WantedFile[] {
  return [...source.contents.keys()].map((path) => source.wanted(path));
}

function onDisk(path: string): Buffer {
  return readFileSync(join(folder, 'out', path));
}

function filesOnDisk(): string[] {
  return readdirSync(join(folder, 'out'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .toSorted();
}

function sourceOf(files: Record<string, number>): ScriptedSource {
  const source = new ScriptedSource();
  for (const [path, size] of Object.entries(files)) source.contents.set(path, randomBytes(size));
  return source;
}

const LARGE = 2 * BLOCK_BYTES + 12_345;

describe('a queue with nothing in its way', () => {
  it('brings files of no, one and several blocks, checked, and leaves nothing beside them', async () => {
    const source = sourceOf({
      '/EPOCH01/empty.txt': 0,
      '/EPOCH01/small.xml': 1_000,
      '/EPOCH01/block.fits': BLOCK_BYTES,
      '/EPOCH01/deep/er/large.fits': LARGE,
    });
    const on = bench(source);
    await run(source, on);
    for (const [path, content] of source.contents) expect(onDisk(path).equals(content)).toBe(true);
    expect(filesOnDisk()).toEqual(['block.fits', 'empty.txt', 'large.fits', 'small.xml']);
    expect(on.events.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done']);
    const { phase, totals, bytesDone, bytesTotal } = on.queue.snapshot();
    expect(phase).toEqual({ kind: 'idle' });
    expect(totals.done.files).toBe(4);
    expect(bytesDone).toBe(bytesTotal);
  });

  it('fetches nothing the second time, and what was damaged meanwhile again', async () => {
    const source = sourceOf({ '/a.fits': 5_000, '/b.fits': LARGE });
    await run(source, bench(source));
    source.calls.length = 0;
    const again = bench(source);
    await run(source, again);
    expect(source.calls).toEqual([]);
    expect(again.events.map((event) => event.kind === 'done' && event.outcome)).toEqual([
      'kept',
      'kept',
    ]);

    const bytes = onDisk('/a.fits');
    bytes[17]! ^= 1;
    writeFileSync(join(folder, 'out/a.fits'), bytes);
    const third = bench(source);
    await run(source, third);
    expect(source.calls).toEqual([{ path: '/a.fits', offset: 0 }]);
    expect(third.events).toContainEqual(
      expect.objectContaining({ kind: 'replaced', path: '/a.fits' }),
    );
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('fetches everything with overwrite', async () => {
    const source = sourceOf({ '/a.fits': 5_000 });
    await run(source, bench(source));
    await run(source, bench(source, { overwrite: true }));
    expect(source.calls).toHaveLength(2);
  });

  it('calls a file of unknown hash "size only", and one with a checksum of yours verified', async () => {
    const source = sourceOf({ '/a.txt': 10, '/b.txt': 20, '/c.fits': LARGE });
    const md5 = (path: string): string =>
      createHash('md5').update(source.contents.get(path)!).digest('hex');
    const on = bench(source, { parallel: 1 });
    await run(source, on, [
      { ...source.wanted('/a.txt'), contentHash: null },
      {
        ...source.wanted('/b.txt'),
        contentHash: null,
        checksum: { algorithm: 'md5', hex: md5('/b.txt') },
      },
      { ...source.wanted('/c.fits'), checksum: { algorithm: 'md5', hex: md5('/c.fits') } },
    ]);
    // Small files come to their ends side by side with the next.
    expect(on.events.toSorted((a, b) => a.path.localeCompare(b.path))).toMatchObject([
      { path: '/a.txt', assurance: 'size-only' },
      { path: '/b.txt', assurance: 'verified' },
      { path: '/c.fits', assurance: 'verified' },
    ]);
  });

  it('says so when your checksum list and Dropbox disagree, and keeps nothing', async () => {
    const source = sourceOf({ '/b.txt': 20, '/c.fits': LARGE });
    const on = bench(source, { parallel: 1 });
    const checksum = { algorithm: 'md5', hex: '0'.repeat(32) } as const;
    await run(
      source,
      on,
      allOf(source).map((file) => ({ ...file, checksum })),
    );
    expect(on.events).toMatchObject([
      { kind: 'failed', failure: { code: 'listing-disagrees' } },
      { kind: 'failed', failure: { code: 'listing-disagrees' } },
    ]);
    expect(filesOnDisk()).toEqual([]);
  });
});

describe('a broken connection', () => {
  it('is taken up where it broke, at no cost of a try, when blocks had come', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    source.script.push(answerCutAfter(BLOCK_BYTES + 5), answerCutAfter(BLOCK_BYTES));
    const on = bench(source);
    await run(source, on);
    expect(source.calls.map(({ offset }) => offset)).toEqual([0, BLOCK_BYTES, 2 * BLOCK_BYTES]);
    expect(on.events.map(({ kind }) => kind)).toEqual(['done']);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('over and over costs no file that comes nearer to its end', async () => {
    const source = sourceOf({ '/a.fits': 7 * BLOCK_BYTES });
    // More tries than there are retries, each with a block and then with nothing.
    for (let index = 0; index < 6; index += 1) {
      source.script.push(answerCutAfter(BLOCK_BYTES), answerCutAfter(0));
    }
    const on = bench(source, { parallel: 1 });
    await run(source, on);
    expect(on.events.at(-1)).toMatchObject({ kind: 'done' });
    expect(source.calls).toHaveLength(13);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('that brings nothing costs a try, is tried again after the other files, and then failed', async () => {
    const source = sourceOf({ '/a.fits': 1_000, '/b.fits': 1_000 });
    source.script.push(answerCutAfter(10), answerPlainly, answerCutAfter(0), answerCutAfter(999));
    const on = bench(source, { parallel: 1 });
    await run(source, on);
    expect(source.calls.map(({ path }) => path)).toEqual([
      '/a.fits',
      '/b.fits',
      '/a.fits',
      '/a.fits',
    ]);
    const story = on.events.map(({ kind, path }) => `${kind} ${path}`);
    // The other is written while this one is tried again.
    expect(story).toContain('done /b.fits');
    expect(story.filter((line) => line.endsWith('/a.fits'))).toEqual([
      'will-retry /a.fits',
      'will-retry /a.fits',
      'failed /a.fits',
    ]);
    expect(filesOnDisk()).toEqual(['b.fits']);
    expect(on.store.inState('failed')[0]).toMatchObject({
      attempts: 3,
      failure: { code: 'network' },
    });
  });

  it('of every file makes the queue rest instead of using up their tries', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10, '/c.fits': 10, '/d.fits': 10 });
    const down = new AppError('network', 'no route');
    source.script.push(...Array.from({ length: 12 }, () => () => down));
    const on = bench(source, { parallel: 2 });
    await run(source, on);
    expect(on.queue.snapshot().totals.done.files).toBe(4);
  });

  it('that never ends halts a queue whose patience has an end', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10, '/c.fits': 10, '/d.fits': 10 });
    const down = new AppError('network', 'no route');
    source.script.push(...Array.from({ length: 500 }, () => () => down));
    const on = bench(source, { parallel: 2, outagePatience: 3 });
    await run(source, on);
    const { phase, totals } = on.queue.snapshot();
    expect(phase).toMatchObject({ kind: 'halted', by: 'outage', failure: { code: 'network' } });
    expect(totals.queued.files).toBe(4);
    expect(source.calls.length).toBeLessThan(20);
  });
});

describe('what an earlier process left', () => {
  it('is continued without asking for a finished block again', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    const first = bench(source);
    source.script.push(answerCutAfter(2 * BLOCK_BYTES + 100), () => {
      void first.queue.pause();
      return new AppError('network', 'while stopping');
    });
    await run(source, first);
    expect(first.queue.snapshot().phase.kind).toBe('paused');
    expect(first.store.inState('queued')).toHaveLength(1);
    source.calls.length = 0;
    await run(source, bench(source));
    expect(source.calls).toEqual([{ path: '/a.fits', offset: 2 * BLOCK_BYTES }]);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('is read again after a restart of the machine, and only what never reached the disk is fetched', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    const first = bench(source);
    source.script.push(answerCutAfter(2 * BLOCK_BYTES), () => {
      void first.queue.pause();
      return new AppError('network', 'while stopping');
    });
    await run(source, first);
    const part = join(folder, 'out/a.fits.part');
    const bytes = readFileSync(part);
    bytes.fill(0, BLOCK_BYTES, 2 * BLOCK_BYTES);
    writeFileSync(part, bytes);
    source.calls.length = 0;
    await run(source, bench(source, {}, 'boot 2'));
    expect(source.calls).toEqual([{ path: '/a.fits', offset: BLOCK_BYTES }]);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('is replaced where its journal belongs to another revision', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    mkdirSync(join(folder, 'out'), { recursive: true });
    writeFileSync(join(folder, 'out/a.fits.part'), randomBytes(LARGE + 77));
    writeFileSync(join(folder, 'out/a.fits.part.journal'), randomBytes(200));
    await run(source, bench(source));
    expect(source.calls).toEqual([{ path: '/a.fits', offset: 0 }]);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
    expect(filesOnDisk()).toEqual(['a.fits']);
  });

  it('is started over where the server ignores the range', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    source.script.push(answerCutAfter(BLOCK_BYTES), ({ content }) =>
      answerPlainly({ path: '', offset: 0, content }),
    );
    await run(source, bench(source));
    expect(source.calls.map(({ offset }) => offset)).toEqual([0, BLOCK_BYTES]);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });
});

describe('a file that is not what was listed', () => {
  it('is fetched once more when damaged, and given up as a disagreement when damaged alike', async () => {
    const source = sourceOf({ '/a.fits': 1_000, '/b.fits': LARGE });
    const wanted = allOf(source).map((file) => ({ ...file, contentHash: 'f'.repeat(64) }));
    const on = bench(source, {
      parallel: 1,
      retry: { maxRetries: 9, firstDelayMs: 1, longestDelayMs: 9 },
    });
    await run(source, on, wanted);
    expect(source.calls).toHaveLength(4);
    expect(on.events.filter(({ kind }) => kind === 'failed')).toMatchObject([
      { failure: { code: 'listing-disagrees' } },
      { failure: { code: 'listing-disagrees' } },
    ]);
    expect(filesOnDisk()).toEqual([]);
  });

  it('is listed again when it was replaced, and fetched as it is now', async () => {
    const source = sourceOf({ '/a.fits': 1_000 });
    const old = { ...source.wanted('/a.fits'), rev: 'r0', contentHash: '0'.repeat(64), size: 999 };
    source.relistAs = (path) => source.wanted(path);
    const on = bench(source);
    await run(source, on, [old]);
    expect(on.events.map(({ kind }) => kind)).toEqual(['will-retry', 'done']);
    expect(on.queue.snapshot().totals.done).toEqual({ files: 1, bytes: 1_000 });
  });

  it('fails at once when listing it again gives the same', async () => {
    const source = sourceOf({ '/a.fits': 1_000 });
    const lie = { ...source.wanted('/a.fits'), size: 999 };
    source.relistAs = () => lie;
    const on = bench(source);
    await run(source, on, [lie]);
    expect(on.events).toMatchObject([{ kind: 'failed', failure: { code: 'listing-disagrees' } }]);
    expect(source.calls).toHaveLength(1);
  });

  it('fails at once when it is gone', async () => {
    const source = sourceOf({ '/a.fits': 1_000 });
    const wanted = allOf(source);
    source.contents.clear();
    const on = bench(source);
    await run(source, on, wanted);
    expect(on.events).toMatchObject([{ kind: 'failed', failure: { code: 'path-not-found' } }]);
  });

  it('that this disk would write over another one is refused', async () => {
    const source = sourceOf({ '/A/x.txt': 10, '/a/X.txt': 10, '/a/y.txt': 10 });
    const on = bench(source);
    await run(source, on);
    expect(source.calls.map(({ path }) => path)).toEqual(['/A/x.txt', '/a/y.txt']);
    expect(on.store.inState('failed')).toMatchObject([
      { path: '/a/X.txt', failure: { code: 'name-refused' } },
    ]);
  });

  it('is never written outside the output folder', async () => {
    const source = sourceOf({ '/../../outside.txt': 10, '/ok.txt': 10 });
    const on = bench(source);
    await run(source, on);
    expect(on.events.find(({ kind }) => kind === 'failed')).toMatchObject({
      failure: { code: 'name-refused' },
    });
    expect(filesOnDisk()).toEqual(['ok.txt']);
    expect(existsSync(join(dirname(folder), 'outside.txt'))).toBe(false);
  });
});

describe('what stops everything', () => {
  it('a link or sign-in that is refused leaves all files waiting, and start goes on', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10, '/c.fits': 10 });
    source.script.push(() => new AppError('sign-in-expired', 'Sign in again.'));
    const on = bench(source, { parallel: 1 });
    await run(source, on);
    expect(source.calls).toHaveLength(1);
    const halted = on.queue.snapshot();
    expect(halted.phase).toMatchObject({ kind: 'halted', by: 'auth' });
    expect(halted.totals['waiting-for-auth'].files).toBe(3);
    await on.queue.start();
    await on.queue.whenSettled();
    expect(on.queue.snapshot().totals.done.files).toBe(3);
    expect(on.events.every(({ kind }) => kind === 'done')).toBe(true);
  });

  it('a full disk stops the queue without costing a file its turn', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    source.script.push(() => new AppError('disk-full', 'The disk is full.'));
    const on = bench(source, { parallel: 1 });
    await run(source, on);
    expect(on.queue.snapshot().phase).toMatchObject({ kind: 'halted', by: 'disk' });
    expect(on.queue.snapshot().totals.queued.files).toBe(2);
  });
});

describe('a new run on the same queue', () => {
  it('sets aside what it was not asked for', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const first = bench(source);
    first.queue.want(allOf(source));
    const second = bench(source);
    expect(second.queue.want([source.wanted('/b.fits')])).toBe(1);
    await second.queue.start();
    await second.queue.whenSettled();
    expect(filesOnDisk()).toEqual(['b.fits']);
    expect(second.queue.snapshot().totals.paused.files).toBe(1);
  });

  it('takes catalogues before images', async () => {
    const source = sourceOf({
      '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits': 10,
      '/EPOCH01/COMBINED/STOKESI_SELAVY/VAST_0918+00A.EPOCH01.I.selavy.components.txt': 10,
      '/EPOCH01/VAST_epoch1.csv': 10,
    });
    await run(source, bench(source, { parallel: 1 }));
    expect(source.calls.map(({ path }) => path.split('.').at(-1))).toEqual(['csv', 'txt', 'fits']);
  });
});

/** A disk that takes nothing before it is let go, and how many files wait for it. */
function slowDisk() {
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

/** An answer that comes when the test says so. */
function held(): { readonly answer: Answer; readonly asked: Promise<void>; release(): void } {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  return {
    asked: asked.promise,
    release: gate.resolve,
    answer: (request) => {
      asked.resolve();
      const { content, offset } = request;
      return {
        ...(answerPlainly(request) as FileResponse),
        body: readableBody(
          Readable.from(
            (async function* wait(): AsyncGenerator<Buffer> {
              await gate.promise;
              yield* chunksOf(content.subarray(offset));
            })(),
          ),
        ),
      };
    },
  };
}

const jobs = (...ids: readonly number[]): JobTarget => ({
  kind: 'ids',
  ids: Uint32Array.from(ids),
});

describe('orders while the queue runs', () => {
  const first = { kind: 'ids', ids: Uint32Array.of(1) } as const;

  it('a file in transfer that is paused stays paused, and comes when it is resumed', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await wait.asked;
    on.queue.pauseJobs(first);
    await running;
    expect(on.store.inState('paused')).toMatchObject([{ path: '/a.fits' }]);
    expect(on.queue.snapshot().totals).toMatchObject({
      paused: { files: 1 },
      done: { files: 1 },
      queued: { files: 0 },
      active: { files: 0 },
    });
    on.queue.resumeJobs(first, 'paused');
    await on.queue.start();
    await on.queue.whenSettled();
    expect(filesOnDisk()).toEqual(['a.fits', 'b.fits']);
  });

  it('a file in transfer that is removed is gone, and comes back where it was', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await wait.asked;
    const removed = on.queue.removeJobs(first);
    await running;
    const { totals } = on.queue.snapshot();
    expect([totals.done.files, totals.queued.files, totals.active.files]).toEqual([1, 0, 0]);
    on.queue.restoreJobs(removed);
    expect(on.queue.page({ filter: 'all', search: '', offset: 0, limit: 9 }).rows).toMatchObject([
      { id: 1, state: 'queued' },
      { id: 2, state: 'done' },
    ]);
  });

  it('a file that is paused and resumed before its transfer has ended comes', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source);
    const running = run(source, on);
    await wait.asked;
    on.queue.pauseJobs(first);
    expect(on.queue.snapshot().totals).toMatchObject({
      paused: { files: 1 },
      active: { files: 0 },
    });
    on.queue.resumeJobs(first, 'paused');
    expect(on.queue.snapshot().totals).toMatchObject({
      paused: { files: 0 },
      queued: { files: 1 },
    });
    await running;
    expect(on.queue.snapshot().totals).toMatchObject({
      done: { files: 1, bytes: 10 },
      queued: { files: 0, bytes: 0 },
      paused: { files: 0, bytes: 0 },
    });
  });

  it('a removed file that lands late is not taken for another that was added since', async () => {
    const source = sourceOf({ '/a.xml': 10, '/c.xml': 20 });
    const disk = slowDisk();
    const on = bench(source, {}, 'boot 1', disk.write);
    on.queue.want([source.wanted('/a.xml')]);
    await on.queue.start();
    await vi.waitUntil(() => disk.waiting === 1);
    on.queue.removeJobs({ kind: 'state', state: 'all' });
    on.queue.add([source.wanted('/c.xml')]);
    disk.letGo();
    await on.queue.whenSettled();
    expect(on.store.inState('done')).toMatchObject([{ path: '/c.xml', size: 20 }]);
    expect(filesOnDisk()).toEqual(['a.xml', 'c.xml']);
    expect(on.queue.snapshot().totals).toMatchObject({
      done: { files: 1, bytes: 20 },
      active: { files: 0 },
    });
  });

  it('a removed file comes back by undo, whatever was added since', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10, '/c.fits': 10 });
    const on = bench(source);
    on.queue.want([source.wanted('/a.fits'), source.wanted('/b.fits')]);
    const removed = on.queue.removeJobs(jobs(2));
    on.queue.add([source.wanted('/c.fits')]);
    on.queue.restoreJobs(removed);
    expect(on.store.inState('queued').map(({ path }) => path)).toEqual([
      '/a.fits',
      '/b.fits',
      '/c.fits',
    ]);
  });

  it('a file that lands though it was paused is done', async () => {
    const source = sourceOf({ '/a.xml': 10 });
    const disk = slowDisk();
    const on = bench(source, {}, 'boot 1', disk.write);
    on.queue.want(allOf(source));
    await on.queue.start();
    await vi.waitUntil(() => disk.waiting === 1);
    on.queue.pauseJobs(first);
    disk.letGo();
    await on.queue.whenSettled();
    expect(on.store.inState('done')).toMatchObject([{ path: '/a.xml', assurance: 'verified' }]);
    expect(on.queue.snapshot().totals).toMatchObject({ done: { files: 1 }, paused: { files: 0 } });
  });

  it.each([
    ['on its way', false],
    ['waiting for the disk', true],
  ])(
    'a file of which another revision is asked for while it is %s comes anew',
    async (_, lands) => {
      const source = sourceOf({ '/a.xml': 10 });
      const wait = held();
      const disk = slowDisk();
      if (!lands) source.script.push(wait.answer);
      const on = bench(source, {}, 'boot 1', lands ? disk.write : undefined);
      on.queue.want(allOf(source));
      await on.queue.start();
      await (lands ? vi.waitUntil(() => disk.waiting === 1) : wait.asked);
      source.contents.set('/a.xml', randomBytes(15));
      on.queue.add(allOf(source));
      disk.letGo();
      await on.queue.whenSettled();
      const { size, contentHash } = source.wanted('/a.xml');
      expect(on.store.inState('done')).toMatchObject([
        { size, contentHash, assurance: 'verified' },
      ]);
      expect(onDisk('/a.xml').equals(source.contents.get('/a.xml')!)).toBe(true);
      expect(on.queue.snapshot().totals).toMatchObject({
        done: { files: 1, bytes: 15 },
        queued: { files: 0, bytes: 0 },
        active: { files: 0, bytes: 0 },
      });
    },
  );

  it('a checksum of yours that comes while the file is on its way is held against it', async () => {
    const source = sourceOf({ '/a.xml': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source);
    const running = run(source, on);
    await wait.asked;
    const checksum = { algorithm: 'md5', hex: '0'.repeat(32) } as const;
    on.queue.add([{ ...source.wanted('/a.xml'), checksum }]);
    await running;
    expect(on.store.inState('failed')).toMatchObject([{ path: '/a.xml', checksum }]);
  });

  it('a file is not fetched twice at once when it was removed and asked for again', async () => {
    const source = sourceOf({ '/a.fits': LARGE, '/z.fits': 10 });
    const disk = slowDisk();
    const on = bench(source, { parallel: 4 }, 'boot 1', disk.write);
    on.queue.want([source.wanted('/z.fits')]);
    await on.queue.start();
    await vi.waitUntil(() => disk.waiting === 1);
    on.queue.removeJobs(first);
    on.queue.add(allOf(source));
    const active = on.queue.snapshot().active.map(({ path }) => path);
    expect(active).toEqual(['/a.fits']);
    disk.letGo();
    await on.queue.whenSettled();
    expect(on.store.inState('done').map(({ path }) => path)).toEqual(['/a.fits', '/z.fits']);
    expect(source.calls.map(({ path }) => path)).toEqual(['/z.fits', '/a.fits']);
  });

  it('a start that waited gives way to a pause that came after it', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await wait.asked;
    const starts = [on.queue.start(), on.queue.start()];
    await on.queue.pause();
    await Promise.all([...starts, running]);
    expect(on.queue.snapshot().phase.kind).toBe('paused');
  });

  it('all transfers can be taken up anew, and a pause that comes meanwhile holds', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const [one, two] = [held(), held()];
    source.script.push(one.answer, two.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await one.asked;
    await on.queue.restart();
    await two.asked;
    expect(on.queue.snapshot().phase.kind).toBe('running');
    const again = on.queue.restart();
    await Promise.all([on.queue.pause(), again, running]);
    expect(on.queue.snapshot().phase.kind).toBe('paused');
    await on.queue.restart();
    expect([on.queue.snapshot().phase.kind, source.calls.length]).toEqual(['paused', 2]);
  });

  it('nothing starts any more once it is closed', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await wait.asked;
    const closed = on.queue.close();
    await Promise.all([on.queue.start(), closed, running]);
    await on.queue.start();
    expect(on.queue.snapshot()).toMatchObject({ phase: { kind: 'paused' }, active: [] });
    expect(source.calls).toHaveLength(1);
  });

  it('files are fetched beside those that a full disk let come to their end, once there is room', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    let isRoomy = false;
    const room = {
      check({ file }: Target): void {
        if (!isRoomy && file.endsWith('b.fits')) throw new NoRoom('no room for b');
      },
      has: () => isRoomy,
      end: () => undefined,
    };
    const clock = { now: () => 0, delay: () => new Promise<void>(() => undefined) };
    const on = bench(source, { parallel: 2 }, 'boot 1', undefined, { room, clock });
    on.queue.want(allOf(source));
    await on.queue.start();
    await wait.asked;
    await vi.waitUntil(() => on.queue.snapshot().phase.kind === 'halted');
    isRoomy = true;
    await on.queue.start();
    const b = Promise.withResolvers<void>();
    on.onEvent(({ path }) => path === '/b.fits' && b.resolve());
    await b.promise;
    expect(on.queue.snapshot().active).toMatchObject([{ path: '/a.fits' }]);
    wait.release();
    await on.queue.whenSettled();
    expect(on.queue.snapshot()).toMatchObject({
      phase: { kind: 'idle' },
      totals: { done: { files: 2 } },
    });
  });

  it('forty thousand files can be moved at once, and one place can be moved to for ever', () => {
    const source = sourceOf({ '/a.fits': 1 });
    const on = bench(source);
    const file = source.wanted('/a.fits');
    on.queue.want(Array.from({ length: 40_000 }, (_, index) => ({ ...file, path: `/${index}` })));
    const ids = Array.from({ length: 39_999 }, (_, index) => index + 2);
    on.queue.reorderJobs({ kind: 'ids', ids: Uint32Array.from(ids) }, 1);
    const order = () =>
      on.queue.page({ filter: 'all', search: '', offset: 0, limit: -1 }).rows.map(({ id }) => id);
    expect(order()).toEqual([...ids, 1]);
    for (let id = 2; id < 200; id += 1) on.queue.reorderJobs(jobs(id), 1);
    expect(order()).toEqual([...ids.slice(198), ...ids.slice(0, 198), 1]);
  });

  it('a retry that is due finds a free place while another file runs', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer, () => new AppError('server-error', '500'));
    const on = bench(source, { parallel: 2 });
    const done = Promise.withResolvers<void>();
    on.onEvent((event) => {
      if (event.kind === 'done' && event.path === '/b.fits') done.resolve();
    });
    const running = run(source, on);
    await done.promise;
    wait.release();
    await running;
    expect(filesOnDisk()).toEqual(['a.fits', 'b.fits']);
  });

  it('reordering and paging go by turn', () => {
    const source = sourceOf({ '/a.fits': 1, '/b.fits': 1, '/c.fits': 1, '/d.fits': 1 });
    const on = bench(source);
    on.queue.want(allOf(source));
    const turn = (): string =>
      on.queue
        .page({ filter: 'all', search: '', offset: 0, limit: 9 })
        .rows.map(({ path }) => path[1])
        .join('');
    on.queue.reorderJobs(jobs(4), 2);
    expect(turn()).toBe('adbc');
    on.queue.reorderJobs(jobs(1, 4), null);
    expect(turn()).toBe('bcad');
    expect(on.queue.page({ filter: 'queued', search: 'C.F', offset: 0, limit: 9 })).toMatchObject({
      total: 1,
      rows: [{ path: '/c.fits' }],
    });
  });
});

describe('a large file', () => {
  /** Brings one of 20 blocks while three places are free, and a second goes by with each block. @returns the calls */
  async function bringLarge(splitLarge: boolean): Promise<number> {
    const path = '/large.fits';
    const content = Buffer.alloc(20 * BLOCK_BYTES, 7);
    let calls = 0;
    const source: FileSource = {
      async openFile({ offset = 0, length = content.length - offset }) {
        calls += 1;
        const bytes = content.subarray(offset, offset + length);
        const isWhole = bytes.length === content.length;
        const body = readableBody(
          Readable.from(
            (async function* slowly(): AsyncGenerator<Buffer> {
              for (const chunk of chunksOf(bytes, BLOCK_BYTES)) {
                await on.clock.delay(1_000);
                yield chunk;
              }
            })(),
          ),
        );
        return { isWhole, offset, totalBytes: content.length, rev: 'r1', body };
      },
      mapBodyError: (error) => new AppError('network', String(error)),
      relist: async () => null,
    };
    const on = bench(source, { parallel: 4, splitLarge });
    const { length: size } = content;
    on.queue.want([{ path, size, rev: 'r1', contentHash: contentHashOf(content), checksum: null }]);
    await on.queue.start();
    await on.queue.whenSettled();
    expect(on.queue.snapshot().totals.done).toEqual({ files: 1, bytes: size });
    expect(onDisk(path).equals(content)).toBe(true);
    return calls;
  }

  it('comes over several connections while places are free', async () => {
    expect(await bringLarge(true)).toBeGreaterThan(1);
  });

  it('comes over one where the user wants no more', async () => {
    expect(await bringLarge(false)).toBe(1);
  });
});

describe('a disk that is slow', () => {
  it('holds up no file that can be fetched meanwhile, up to some files and some bytes', async () => {
    const many = sourceOf(
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`/${index}.xml`, 100])),
    );
    const large = sourceOf(
      Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`/${index}.fits`, BLOCK_BYTES])),
    );
    for (const [source, most] of [
      // 16 that gave up their places, and one that keeps the only one.
      [many, 17],
      // Two of 4 MiB, and one in its place.
      [large, 3],
    ] as const) {
      const disk = slowDisk();
      const on = bench(source, { parallel: 1, overwrite: true }, 'boot 1', disk.write);
      on.queue.want(allOf(source));
      await on.queue.start();
      await vi.waitUntil(() => disk.waiting === most);
      // Whatever is ready to run has run.
      await new Promise((resolve) => setImmediate(resolve));
      expect(source.calls).toHaveLength(most);
      // No more than were asked for are told to be fetched at once.
      const { active, totals, bytesDone } = on.queue.snapshot();
      expect([active.length, totals.active.files, totals.queued.files]).toEqual([
        1,
        1,
        source.contents.size - 1,
      ]);
      expect(bytesDone).toBe(most * (source === many ? 100 : BLOCK_BYTES));
      disk.letGo();
      await on.queue.whenSettled();
      expect(on.queue.snapshot().totals.done.files).toBe(source.contents.size);
      for (const [path, content] of source.contents) {
        expect(onDisk(path).equals(content)).toBe(true);
      }
    }
  });
});

describe('what is not the files’ fault', () => {
  it('a network that cannot be reached costs not even the last file its only try', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const down = new AppError('network', 'no route', { cause: refused });
    source.script.push(...Array.from({ length: 5 }, () => () => down));
    const on = bench(source, { retry: { maxRetries: 0, firstDelayMs: 1, longestDelayMs: 1 } });
    await run(source, on);
    expect(on.queue.snapshot().totals.done.files).toBe(1);
  });

  it('an output folder that answers with an error halts the queue, and no file fails', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const on = bench(source, { parallel: 1 });
    on.queue.want(allOf(source));
    renameSync(join(folder, 'out'), join(folder, 'elsewhere'));
    symlinkSync('out', join(folder, 'out'));
    await on.queue.start();
    await on.queue.whenSettled();
    expect(on.queue.snapshot()).toMatchObject({
      phase: { kind: 'halted', by: 'disk', failure: { code: 'folder-gone' } },
      totals: { queued: { files: 2 }, failed: { files: 0 } },
    });
  });

  it('a good file is kept, whatever lies beside it', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const on = bench(source);
    writeFileSync(join(folder, 'out/a.fits'), source.contents.get('/a.fits')!);
    mkdirSync(join(folder, 'out/a.fits.part'));
    await run(source, on);
    expect(on.store.inState('done')).toMatchObject([{ outcome: 'kept', assurance: 'verified' }]);
  });

  it('a file of one block that always breaks behind its last byte is given up after its tries', async () => {
    const source = sourceOf({ '/a.fits': BLOCK_BYTES });
    for (let call = 0; call < 9; call += 1) source.script.push(answerCutAfter(BLOCK_BYTES));
    await run(source, bench(source));
    expect(source.calls).toHaveLength(3);
  });

  it('a server that asks to be left alone is, up to the longest wait', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    for (const retryAfterMs of [20_000, 3_600_000]) {
      source.script.push(() => new AppError('server-error', '503', { retryAfterMs }));
    }
    const on = bench(source);
    const startedMs = on.clock.now();
    await run(source, on);
    expect(on.store.inState('done')).toHaveLength(1);
    expect(on.clock.now() - startedMs).toBe(20_000 + 60_000);
  });

  it('a memory that cannot be written is closed all the same', () => {
    const source = sourceOf({ '/a.fits': 10 });
    const on = bench(source);
    on.queue.want(allOf(source));
    on.store.update({ ...on.store.inState('queued')[0]!, state: 'done' });
    on.database.exec('PRAGMA query_only = ON');
    expect(() => on.store.close()).toThrow(/readonly/);
    expect(on.database.isOpen).toBe(false);
    stores.length = 0;
  });

  it('an output folder that is taken away halts the queue and is not made anew', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const on = bench(source, { parallel: 1 });
    source.script.push((request) => {
      rmSync(join(folder, 'out'), { recursive: true });
      mkdirSync(join(folder, 'out'));
      return answerPlainly(request);
    });
    await run(source, on);
    expect(on.queue.snapshot().phase).toMatchObject({
      kind: 'halted',
      by: 'disk',
      failure: { code: 'folder-gone' },
    });
    expect(source.calls).toHaveLength(1);
  });

  it('a memory that cannot be written when the sign-in ends halts the queue, and every file ends', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer, () => new AppError('sign-in-expired', 'gone'));
    const on = bench(source, { parallel: 2 });
    on.queue.want(allOf(source));
    await on.queue.start();
    on.database.exec('PRAGMA query_only = ON');
    await on.queue.whenSettled();
    expect(on.queue.snapshot()).toMatchObject({
      phase: { kind: 'halted', by: 'disk' },
      active: [],
      totals: { active: { files: 0 }, queued: { files: 2 } },
    });
    on.database.exec('PRAGMA query_only = OFF');
  });

  it('a memory that cannot be written halts the queue with its reason, and nothing hangs', async () => {
    const source = sourceOf(
      Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`/${i}`, 1])),
    );
    const on = bench(source, { parallel: 4 });
    on.queue.want(allOf(source));
    await on.queue.start();
    on.database.exec('PRAGMA query_only = ON');
    await on.queue.whenSettled();
    const { phase } = on.queue.snapshot();
    expect(phase).toMatchObject({ kind: 'halted', by: 'disk' });
    expect(phase.kind === 'halted' && phase.failure.message).toMatch(/readonly/);
    on.database.exec('PRAGMA query_only = OFF');
  });
});
