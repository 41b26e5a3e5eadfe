import { randomBytes } from 'node:crypto';
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
import { DownloadsService } from '#main/app/downloads/downloads-service.ts';
import { openQueue } from '#main/engine/queue/open-queue.ts';
import { openQueueDatabase } from '#main/engine/queue/queue-schema.ts';
import { QueueStore } from '#main/engine/queue/queue-store.ts';
import { defaultSettings } from '#main/app/settings/default-settings.ts';
import { createEngine } from '../engine.ts';
import { LARGE_BYTES, openStation } from './testing/station.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const FILES = { [LARGE]: LARGE_BYTES, [SMALL]: 5_000 };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'faults-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Creates a queue's database with jobs, and closes it. */
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
  it('does not count as damaged while another program locks it, and the message names the reason', () => {
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

  it('halts the queue if another program locks it in mid-run, and nothing is lost', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list();
    station.setPatience(1);
    const other = new DatabaseSync(join(station.folder, 'queue.sqlite'));
    void station.demo.calls
      .until(() => station.fetches().length === 1)
      .then(() => {
        other.exec('BEGIN IMMEDIATE');
        // Long enough that pending changes are due.
        station.clock.jump(1_000);
      });
    const { phase } = await station.bring(files);
    expect(phase).toMatchObject({ kind: 'halted', by: 'disk' });
    expect(station.said()).toMatch(
      /list of downloads can't be written \("database is locked"\)\. Downloaded files are safe\. Solve this, then continue/,
    );
    // A start while it is locked halts again, and throws nothing.
    expect((await station.start()).phase).toMatchObject({ kind: 'halted', by: 'disk' });
    other.exec('ROLLBACK');
    other.close();
    await station.start();
    await station.holds([LARGE, SMALL]);
    expect(station.store.inState('done')).toHaveLength(2);
    expect(station.fetches().length).toBeLessThanOrEqual(3);
  });

  it('halts the queue if it cannot be read in mid-run, and no file uses up a retry', async () => {
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

  it('is replaced and kept under another name if it is not a database', async () => {
    await isReplaced((file) => writeFileSync(file, randomBytes(statSync(file).size)));
  });

  it('is replaced and kept under another name if it was truncated', async () => {
    await isReplaced((file) => writeFileSync(file, readFileSync(file).subarray(0, 3 * 4_096 + 17)));
  });

  it('is replaced and kept under another name if it is damaged in its middle', async () => {
    await isReplaced((file) => {
      writeSync(openSync(file, 'r+'), randomBytes(16_384), 0, 16_384, 5 * 4_096);
    });
  });

  it('is reported to the user if it was damaged', async () => {
    const folder = newFolder();
    const engine = createEngine({ home: join(folder, 'home') }, () => undefined);
    const options = { parallel: 1, maxRetries: 0, overwrite: false, maxBackoffs: 0 };
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
    // The window shows it as the reason of the halt.
    expect(await engine.snapshot(null)).toMatchObject({
      phase: { kind: 'halted', by: 'disk', failure: { message: notice } },
    });
    await engine.close(null);
  });

  it('is still reported as damaged in a window after the connection returns', async () => {
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

  it('of a newer program version stays unchanged, and the message names the reason', () => {
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

/** Damages a queue's database, opens it, and checks for a working new one beside the old one. */
async function isReplaced(damage: (file: string) => void): Promise<void> {
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
