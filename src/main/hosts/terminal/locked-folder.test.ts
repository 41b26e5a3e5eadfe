import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { type RunningCommand, startCommand } from '#main/testing/run-command.ts';

const FILE = '/EPOCH01/VAST_epoch1.csv';
/** A process on another machine: nothing but its heartbeat says whether it lives. */
const FOREIGN = { pid: 4711, host: 'elsewhere', user: 'ana', boot: 'another', id: 'foreign' };

let cwd: string;
let demo: DemoServer;
let lock: string;

beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'locked-'));
  demo = await startDemoServer({ survey: [], extraFiles: { [FILE]: 1_000 } });
  const { sharedUrl, password, accessToken } = demo;
  writeFileSync(
    join(cwd, 'dropbox.cfg'),
    `[dropbox]\nshared_url = ${sharedUrl}\npassword = ${password}\naccess_token = ${accessToken}\n`,
  );
  writeFileSync(join(cwd, 'list.txt'), `${FILE}\n`);
  mkdirSync(join(cwd, 'out'));
  lock = join(cwd, 'out', '.vast-pilot.lock');
  writeFileSync(lock, JSON.stringify({ ...FOREIGN, beats: '1' }));
});
afterEach(async () => {
  await demo.close();
  rmSync(cwd, { recursive: true });
});

async function watching(): Promise<RunningCommand> {
  const env = { VAST_DROPBOX_ENDPOINT: demo.endpoint };
  const words = ['--download', '--files-list', 'list.txt', '--output', 'out'];
  const command = startCommand({ cwd, home: join(cwd, 'home'), env }, ...words);
  await command.said('Watching for up to 30 s whether that program is still running.');
  return command;
}

describe('a folder with the lock of another machine', () => {
  it('is left alone when the lock changes, with the name of who works there', async () => {
    const command = await watching();
    writeFileSync(lock, JSON.stringify({ ...FOREIGN, beats: '2' }));
    const { code, stderr } = await command.result;
    expect(stderr).toMatch(
      /process 4711 of ana on elsewhere is downloading into this folder already\. Wait for it, stop it/,
    );
    expect(code).toBe(1);
    expect(demo.calls.of('sharing/get_shared_link_file')).toEqual([]);
    expect(readFileSync(lock, 'utf8')).toContain('"beats":"2"');
  });

  it('does not delay the connection to Dropbox', async () => {
    const command = await watching();
    const connected = () => demo.calls.of('sharing/get_shared_link_metadata');
    await vi.waitFor(() => expect(connected()).toHaveLength(1), { timeout: 20_000 });
    command.process.kill('SIGINT');
    expect((await command.result).code).not.toBe(0);
    expect(demo.calls.of('files/list_folder')).toEqual([]);
  });

  it('is used as soon as the other gives it back', async () => {
    const command = await watching();
    rmSync(lock);
    const { code, stderr } = await command.result;
    expect([code, stderr]).toEqual([0, expect.stringMatching(/1 file downloaded and verified/)]);
    expect(existsSync(join(cwd, 'out', FILE))).toBe(true);
    expect(existsSync(lock)).toBe(false);
  });

  it('is no longer watched after Ctrl-C', async () => {
    const command = await watching();
    command.process.kill('SIGINT');
    const { code, stderr } = await command.result;
    expect([code, stderr]).toEqual([130, expect.stringMatching(/Stopped\. Run the same command/)]);
    expect(readFileSync(lock, 'utf8')).toContain('"beats":"1"');
  });
});
