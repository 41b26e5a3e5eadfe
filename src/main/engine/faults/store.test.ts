import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HEADER_BYTES, SLOT_BYTES } from '#main/engine/transfer/part-journal.ts';
import { DownloadsService } from '#main/app/downloads/downloads-service.ts';
import { openQueue } from '#main/engine/queue/open-queue.ts';
import { openQueueDatabase } from '#main/engine/queue/queue-schema.ts';
import { QueueStore } from '#main/engine/queue/queue-store.ts';
import { defaultSettings } from '#main/app/settings/default-settings.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { createEngine } from '../engine.ts';
import { LARGE_BYTES, openStation, type Station } from './testing/station.ts';
import { TestClock } from './testing/test-clock.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const FILES = { [LARGE]: LARGE_BYTES, [SMALL]: 5_000 };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'faults-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A queue's database with work in it, closed. */
function queueFile(folder: string, files = 3_000): string {
  const file = join(folder, 'queue.sqlite');
  const store = new QueueStore(openQueueDatabase(file));
  store.add(
    Array.from({ length: files }, (_, index) => ({
      path: `/EPOCH01/${index}.xml`,
      size: index,
      rev: null,
      contentHash: null,
      checksum: null,
    })),
  );
  store.close();
  return file;
}

describe('the list of downloads', () => {
  it('that is locked by another program is not taken for damaged, and says who is in the way', () => {
    const file = queueFile(newFolder());
    const other = new DatabaseSync(file);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    expect(() => openQueueDatabase(file, 20)).toThrow(
      /another program holds the queue's database\. Close that program, then try again/,
    );
    other.exec('ROLLBACK');
    other.close();
    const store = new QueueStore(openQueueDatabase(file, 20));
    expect(store.totals()).toMatchObject([{ state: 'queued', files: 3_000 }]);
    store.close();
  });

  it('that is locked in the middle halts the queue, loses no file, and goes on when it is let go', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list();
    station.setPatience(1);
    const other = new DatabaseSync(join(station.folder, 'queue.sqlite'));
    void station.demo.calls
      .until(() => station.fetches().length === 1)
      .then(() => {
        other.exec('BEGIN IMMEDIATE');
        // Long enough for what has gathered to be due.
        station.clock.jump(1_000);
      });
    const { phase } = await station.bring(files);
    expect(phase).toMatchObject({ kind: 'halted', by: 'disk' });
    expect(station.said()).toMatch(
      /list of downloads can't be written \("database is locked"\)\. Downloaded files are safe\. Solve this, then continue/,
    );
    // Nobody gets through while it is locked, and nobody is thrown at.
    expect((await station.start()).phase).toMatchObject({ kind: 'halted', by: 'disk' });
    other.exec('ROLLBACK');
    other.close();
    await station.start();
    await station.holds([LARGE, SMALL]);
    expect(station.store.inState('done')).toHaveLength(2);
    expect(station.fetches().length).toBeLessThanOrEqual(3);
  });

  it('that can not be read in the middle halts the queue, and no file pays for it', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list();
    await station.bring(files);
    station.reopen({ stateFolder: station.folder });
    station.store.recall = () => {
      throw Object.assign(new Error('disk I/O error'), { errcode: 10 });
    };
    const { phase, totals } = await station.bring(files);
    expect(phase).toMatchObject({ kind: 'halted', by: 'disk' });
    expect(station.said()).toMatch(
      /^The state folder .* can't be used: its disk .*VAST_PILOT_HOME/,
    );
    expect(totals).toMatchObject({ failed: { files: 0 }, queued: { files: 2 } });
    expect(station.fetches()).toEqual([]);
    await station.holds([LARGE, SMALL]);
  });

  it('that is no database any more is set aside, and a new one begun', async () => {
    await setAside((file) => writeFileSync(file, randomBytes(statSync(file).size)));
  });

  it('that was cut short is set aside, and a new one begun', async () => {
    await setAside((file) => writeFileSync(file, readFileSync(file).subarray(0, 3 * 4_096 + 17)));
  });

  it('that is damaged in its middle is set aside, and a new one begun', async () => {
    await setAside((file) => {
      writeSync(openSync(file, 'r+'), randomBytes(16_384), 0, 16_384, 5 * 4_096);
    });
  });

  it('that is damaged is told to the user, who asks again: files on disk are kept', async () => {
    const folder = newFolder();
    const engine = createEngine({ home: join(folder, 'home') }, () => undefined);
    const options = { parallel: 1, maxRetries: 0, overwrite: false, outagePatience: 0 };
    const input = { outputFolder: join(folder, 'out'), options };
    expect(await engine.openQueue(input)).toEqual({ notice: null });
    await engine.closeQueue(null);
    const queues = join(folder, 'home', 'queues');
    const name = readdirSync(queues).find((each) => each.endsWith('.sqlite')) ?? '';
    writeFileSync(join(queues, name), randomBytes(9_000));
    const { notice } = await engine.openQueue(input);
    expect(notice).toMatch(
      /was damaged, and was set aside as .*damaged-.*No downloaded file is lost/,
    );
    // The window shows it as what has halted its queue.
    expect(await engine.snapshot(null)).toMatchObject({
      phase: { kind: 'halted', by: 'disk', failure: { message: notice } },
    });
    await engine.close(null);
  });

  it('that is damaged stays told in a window when the connection comes back', async () => {
    const folder = newFolder();
    const outputFolder = join(folder, 'out');
    const engine = createEngine({ home: join(folder, 'home') }, () => undefined);
    const windowOpens = async (): Promise<DownloadsService> => {
      const service = new DownloadsService(
        {
          engine: { call: (name, input) => engine[name](input) },
          settings: () => defaultSettings({}, folder),
          isConnected: () => true,
          hasQueue: () => true,
          onSnapshot: () => undefined,
        },
        outputFolder,
      );
      await service.useFolder(outputFolder);
      return service;
    };
    await windowOpens();
    await engine.closeQueue(null);
    const queues = join(folder, 'home', 'queues');
    const name = readdirSync(queues).find((each) => each.endsWith('.sqlite')) ?? '';
    writeFileSync(join(queues, name), randomBytes(9_000));
    const service = await windowOpens();
    // The last run was downloading when it ended.
    service.wasRunning();
    await service.connected();
    expect(service.snapshot().phase).toMatchObject({
      kind: 'halted',
      failure: { message: expect.stringMatching(/was set aside as/) },
    });
    await engine.close(null);
  });

  it('of a newer version of the program is left as it is, with a sentence', () => {
    const folder = newFolder();
    const file = queueFile(folder);
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const before = readFileSync(file);
    expect(() => openQueue(file, folder, 0)).toThrow(
      /written by a newer version of the program .*Update the program; nothing was changed/,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

/** Damages a queue, opens it, and finds the old one beside a new one that works. */
async function setAside(damage: (file: string) => void): Promise<void> {
  const folder = newFolder();
  const file = queueFile(folder);
  damage(file);
  copyFileSync(file, join(folder, 'as-it-was'));
  const { database, notice } = openQueue(file, '/data/vast', Date.UTC(2026, 10, 23));
  const store = new QueueStore(database);
  expect(store.totals()).toEqual([]);
  store.add([{ path: '/x', size: 1, rev: null, contentHash: null, checksum: null }]);
  expect(store.totals()).toMatchObject([{ files: 1 }]);
  store.close();
  const aside = `${file}.damaged-2026-11-23T00-00-00.000Z`;
  expect(readFileSync(aside).equals(readFileSync(join(folder, 'as-it-was')))).toBe(true);
  expect(notice).toContain(aside);
  expect(notice).toMatch(/\/data\/vast was damaged.*ask for the same files again/);
  const again = openQueue(file, '/data/vast', 0);
  expect(again.notice).toBeNull();
  again.database.close();
}

describe('the journal of an unfinished file', () => {
  it('that is damaged anywhere costs the blocks whose note was hit, and never a wrong byte', async () => {
    const station = await broken();
    const journal = join(station.out, `${LARGE}.part.journal`);
    const bytes = readFileSync(journal);
    // In the note of the second block.
    bytes[HEADER_BYTES + SLOT_BYTES + 5]! ^= 0xff;
    writeFileSync(journal, bytes);
    await station.start();
    await station.holds([LARGE]);
    expect(station.asked(LARGE)[0]).toBe(1);
  });

  it('that is nonsense, of another length, or of another file is not believed', async () => {
    for (const make of [
      (bytes: Buffer) => randomBytes(bytes.length),
      (bytes: Buffer) => bytes.subarray(0, bytes.length - 1),
      () => Buffer.alloc(0),
      (bytes: Buffer) => Buffer.concat([bytes, bytes]),
    ]) {
      const station = await broken();
      const journal = join(station.out, `${LARGE}.part.journal`);
      writeFileSync(journal, make(readFileSync(journal)));
      await station.start();
      await station.holds([LARGE]);
      expect(station.asked(LARGE)[0]).toBe(0);
    }
  });

  it('that belongs to another part is found out after a restart of the machine, when blocks are read again', async () => {
    const station = await broken();
    const part = join(station.out, `${LARGE}.part`);
    const bytes = readFileSync(part);
    bytes.fill(7, 100, 200);
    writeFileSync(part, bytes);
    station.reopen({ bootMark: 'another boot' });
    await station.start();
    await station.holds([LARGE]);
    // The first block is fetched again, and the second is not.
    expect(station.asked(LARGE)).toEqual([0, 2]);
  });
});

/** A station whose large file broke off behind its second block, its calls forgotten. */
async function broken(): Promise<Station> {
  const station = await openStation({ files: { [LARGE]: LARGE_BYTES } });
  const files = await station.list();
  station.demo.faults.add({ times: 1, fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES } });
  station.demo.faults.add({
    after: 1,
    times: 1,
    fault: { kind: 'unauthorized', tag: 'invalid_access_token' },
  });
  await station.bring(files);
  await station.holds([], [LARGE]);
  await station.connect();
  station.demo.calls.reset();
  return station;
}

describe('two processes', () => {
  it('on one folder: the second is kept out before it touches anything, and told of the first', async () => {
    const folder = newFolder();
    const module = new URL('../queue/output-lock.ts', import.meta.url).href;
    const script = `
      const { lockOutput } = await import(${JSON.stringify(module)});
      const lock = await lockOutput(process.argv[1] + '/out');
      process.stdin.on('data', () => lock.beat().then(() => process.stdout.write('beat')));
      process.stdout.write('open');`;
    const first = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void first.kill('SIGKILL'));
    await once(first.stdout, 'data');
    const clock = new TestClock();
    clock.onWait = async () => {
      if (clock.waits.length !== 3) return;
      first.stdin.write('beat');
      await once(first.stdout, 'data');
    };
    const engine = createEngine({ home: join(folder, 'home-of-another') }, () => undefined, clock);
    const options = { parallel: 1, maxRetries: 0, overwrite: false, outagePatience: 0 };
    const input = { outputFolder: join(folder, 'out'), options, holdsFolder: true };
    const second = engine.openQueue(input);
    await expect(second).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringMatching(
        new RegExp(
          `process ${first.pid} is downloading into this folder already\\. Wait for it, stop it`,
        ),
      ),
    });
    expect(readdirSync(join(folder, 'out'))).toEqual(['.vast-pilot.lock']);
    first.kill('SIGKILL');
    await once(first, 'close');
    await engine.openQueue(input);
    await engine.close(null);
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  });
});
