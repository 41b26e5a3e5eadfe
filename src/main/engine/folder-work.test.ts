import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { createEngine } from './engine.ts';
import { TestClock } from './faults/testing/test-clock.ts';

/** An app and a command with one output folder and one state folder, as a user has them. */

const FILES = ['/EPOCH01/a.xml', '/EPOCH01/b.xml', '/EPOCH01/c.xml', '/EPOCH01/d.xml'];
const OPTIONS = { parallel: 1, maxRetries: 0, overwrite: false, maxBackoffs: 0 };

let folder: string;
let out: string;
let demo: DemoServer;
let files: readonly WantedFile[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'folder-work-'));
  out = join(folder, 'out');
  const extraFiles = Object.fromEntries(FILES.map((path, index) => [path, 1_000 + index]));
  demo = await startDemoServer({ survey: [], extraFiles });
  files = (await demo.files())
    .filter(({ path }) => FILES.includes(path))
    .map(({ path, size, rev, contentHash }) => ({ path, size, rev, contentHash, checksum: null }));
});
afterEach(async () => {
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});

const isLocked = (): boolean => existsSync(join(out, '.vast-pilot.lock'));

async function program(holdsFolder: boolean) {
  const clock = new TestClock();
  const engine = createEngine({ home: join(folder, 'home') }, () => undefined, clock);
  onTestFinished(async () => {
    clock.letGo();
    await engine.close(null);
  });
  const { endpoint, sharedUrl, password, accessToken } = demo;
  const credentials = { sharedUrl, password, accessToken, refreshToken: null, appKey: null };
  await engine.connect({ endpoint, credentials });
  const open = () => engine.openQueue({ outputFolder: out, options: OPTIONS, holdsFolder });
  return { ...engine, clock, open };
}

async function phaseOf(app: Awaited<ReturnType<typeof program>>) {
  return (await app.snapshot(null))?.phase;
}

describe('an app that is open and idle', () => {
  it('lets the command work in its folder, and then continues with the command’s list', async () => {
    const app = await program(false);
    await app.open();
    await app.add({ files: files.slice(0, 1) });
    expect(isLocked()).toBe(false);

    const command = await program(true);
    await command.open();
    expect(isLocked()).toBe(true);
    await command.want({ files: files.slice(1, 3) });
    const end = await command.run(null);
    expect(end.totals.done.files).toBe(2);
    await command.close(null);
    expect(isLocked()).toBe(false);

    await app.add({ files: files.slice(3) });
    await app.resumeJobs({ target: { kind: 'state', state: 'paused' }, from: 'paused' });
    await app.start(null);
    await vi.waitFor(async () => {
      expect((await app.snapshot(null))?.totals.done.files).toBe(4);
      expect(isLocked()).toBe(false);
    });
    const { rows } = await app.page({ offset: 0, limit: 10, filter: 'all', search: '' });
    expect(rows.map(({ path }) => path).toSorted()).toEqual(FILES);
  });

  it('reports why it waits while the command works there, and continues by itself afterwards', async () => {
    const command = await program(true);
    await command.open();
    const app = await program(false);
    const held = app.clock.hold();
    await app.open();
    await app.start({ resumesPaused: true });
    await held;
    expect(await phaseOf(app)).toMatchObject({
      kind: 'halted',
      by: 'disk',
      failure: {
        code: 'in-use',
        message: expect.stringMatching(/out: process \d+ is downloading into this folder already/),
      },
    });
    await expect(app.add({ files })).rejects.toMatchObject({ code: 'in-use' });
    await command.want({ files });
    await command.pauseJobs({ kind: 'state', state: 'queued' });
    await command.closeQueue(null);
    app.clock.letGo();
    await vi.waitFor(async () => {
      expect((await app.snapshot(null))?.totals.done.files).toBe(4);
      expect(await phaseOf(app)).toEqual({ kind: 'idle' });
    });
    for (const path of FILES) {
      expect(readFileSync(join(out, path)).equals(await demo.bytesOf(path))).toBe(true);
    }
  });

  it('stops waiting for the command after a pause', async () => {
    const command = await program(true);
    await command.open();
    await command.want({ files });
    const app = await program(false);
    const held = app.clock.hold();
    await app.open();
    await app.start(null);
    await held;
    await app.pauseQueue(null);
    expect(await phaseOf(app)).toEqual({ kind: 'idle' });
    await command.closeQueue(null);
    app.clock.letGo();
    expect(await phaseOf(app)).toEqual({ kind: 'idle' });
    expect(isLocked()).toBe(false);
  });
});

describe('an app that downloads', () => {
  it('keeps the command out until its downloads are done', async () => {
    const hold = demo.faults.add({
      path: FILES[0]!,
      times: 1,
      fault: { kind: 'stall', afterBytes: 10 },
    });
    const app = await program(false);
    await app.open();
    await app.add({ files });
    await app.start(null);
    await vi.waitFor(() => expect(isLocked()).toBe(true));
    const command = await program(true);
    await expect(command.open()).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringMatching(/is downloading into this folder already/),
    });
    demo.faults.remove(hold);
    await app.pauseQueue(null);
    expect(isLocked()).toBe(false);
    await command.open();
  });
});

describe('a program whose folder another program took over during sleep', () => {
  it('gives no file its final name, and names the new owner', async () => {
    const command = await program(true);
    await command.open();
    await command.want({ files });
    const other = JSON.stringify({ pid: 4711, host: 'elsewhere', id: 'other' });
    rmSync(join(out, '.vast-pilot.lock'));
    writeFileSync(join(out, '.vast-pilot.lock'), other);
    command.clock.jump(3_600_000);
    const { phase, totals } = await command.run(null);
    expect(phase).toMatchObject({
      kind: 'halted',
      failure: {
        code: 'in-use',
        message: expect.stringMatching(/process 4711 on elsewhere took this folder over/),
      },
    });
    expect(totals.done.files).toBe(0);
    for (const path of FILES) expect(existsSync(join(out, path))).toBe(false);
    expect(readFileSync(join(out, '.vast-pilot.lock'), 'utf8')).toBe(other);
  });
});
