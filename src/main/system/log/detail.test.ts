import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startDemoServer } from '#demo/demo-server.ts';
import { runCommand } from '#main/testing/run-command.ts';
import { createApp } from '#main/testing/test-app.ts';

/** Enough for a crawl and a download on a busy machine. */
const TIMEOUT_MS = 120_000;

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'detail-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

function linesIn(home: string): string {
  const logs = join(home, 'logs');
  return readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
}

it(
  'the log level set in the window applies at once, and debug lines include each call to Dropbox',
  async () => {
    const home = newHome();
    const demo = await startDemoServer({ survey: 'tiny' });
    const app = await createApp(home, { env: { VAST_DROPBOX_ENDPOINT: demo.endpoint } });
    onTestFinished(async () => {
      await app.close();
      await demo.close();
    });
    const { sharedUrl, password, accessToken } = demo;
    const connect = async (): Promise<unknown> =>
      await app.client.call('connection.connect', {
        sharedUrl,
        password,
        accessToken,
        remember: false,
      });
    await connect();
    expect(linesIn(home)).not.toMatch(/ debug /);

    await app.client.call('settings.set', { logLevel: 'debug' });
    await connect();
    await expect
      .poll(() => linesIn(home))
      .toMatch(/ debug Dropbox sharing\/get_shared_link_metadata: 200 after \d+ ms/);
    await expect.poll(() => linesIn(home)).toMatch(/ debug connection\.connect: answered after/);

    await app.client.call('settings.set', { logLevel: 'info' });
    const before = linesIn(home).match(/ debug /g)?.length;
    await connect();
    expect(linesIn(home).match(/ debug /g)).toHaveLength(before!);
    for (const secret of [sharedUrl, password, accessToken]) {
      expect(linesIn(home)).not.toContain(secret);
    }
  },
  TIMEOUT_MS,
);

it(
  'the command with --debug logs each call to Dropbox with its path, but neither link nor password',
  async () => {
    const home = newHome();
    const demo = await startDemoServer({ survey: 'tiny' });
    onTestFinished(() => demo.close());
    const { sharedUrl, password, accessToken } = demo;
    writeFileSync(
      join(home, 'dropbox.cfg'),
      `[dropbox]\nshared_url = ${sharedUrl}\npassword = ${password}\naccess_token = ${accessToken}\n`,
    );
    const path = '/EPOCH01/VAST_epoch1.csv';
    demo.faults.add({
      route: 'sharing/get_shared_link_file',
      path,
      times: 1,
      fault: { kind: 'reset' },
    });
    writeFileSync(join(home, 'list.txt'), path);
    const env = { VAST_DROPBOX_ENDPOINT: demo.endpoint };
    const words = '--download --files-list list.txt --output out --debug'.split(' ');
    const { code, stderr } = await runCommand({ cwd: home, home, env }, ...words);
    expect(stderr).toContain('1 file downloaded and verified');
    expect(code).toBe(0);
    const log = linesIn(home);
    expect(log).toMatch(/ debug Dropbox files\/list_folder \/EPOCH01: 200 after \d+ ms/);
    expect(log).toMatch(
      / debug Dropbox sharing\/get_shared_link_file \/EPOCH01\/VAST_epoch1\.csv.*: no answer after/,
    );
    expect(log).toMatch(
      / debug Dropbox sharing\/get_shared_link_file \/EPOCH01\/VAST_epoch1\.csv.*: 200 after/,
    );
    expect(log).toMatch(/ debug Queue running \(/);
    for (const secret of [sharedUrl, password, accessToken]) expect(log).not.toContain(secret);
  },
  TIMEOUT_MS,
);
