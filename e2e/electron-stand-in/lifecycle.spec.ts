import { execFileSync, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, FIXTURE_APP, type FixtureGlobal, outcomeOf, test } from './fixture.ts';
import { appCommand } from './launch.ts';

declare const fixture: FixtureGlobal;

/** Every process that has `word` on its command line. */
function processesWith(word: string): readonly string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(word) && !line.includes('ps -eo'));
}

/** The prefix of a stand-in's folder, which is on its Chromium's command line. */
function scratchOf(app: ElectronApplication): string {
  return `electron-stand-in-${app.process().pid}-`;
}

const folders = (scratch: string, below = tmpdir()) =>
  readdirSync(below).filter((name) => name.startsWith(scratch));

test('the app becomes ready only after Playwright is attached', async ({ app }) => {
  expect(await app.evaluate(() => fixture.seen.events)).toEqual(['will-finish-launching', 'ready']);
  const facts = await app.evaluate(({ app: electronApp }) => ({
    ready: electronApp.isReady(),
    packaged: electronApp.isPackaged,
    name: electronApp.getName(),
    version: electronApp.getVersion(),
    type: process.type,
    electron: process.versions.electron?.split('.')[0],
    chrome: Number.parseInt(process.versions['chrome'] ?? '', 10) > 100,
    argv: process.argv.slice(1).map((each) => each.split('/').at(-1)),
    userData: electronApp.getPath('userData').split('/').at(-1),
    same:
      electronApp.getPath('userData') === electronApp.commandLine.getSwitchValue('user-data-dir'),
  }));
  expect(facts).toEqual({
    ready: true,
    packaged: false,
    name: 'Stand-in Fixture',
    version: '1.2.3',
    type: 'browser',
    electron: '45',
    chrome: true,
    argv: ['fixture-app', 'user data'],
    userData: 'user data',
    same: true,
  });
});

test('quit asks the app, closes its windows, and leaves no process behind', async ({ launch }) => {
  const app = await launch();
  await app.firstWindow();
  const scratch = scratchOf(app);
  expect(processesWith(scratch).length).toBeGreaterThan(0);
  await app.evaluate(() => {
    process.on('exit', (code) => console.log(['EVENTS', code, ...fixture.seen.events].join(' ')));
  });
  const output = outcomeOf(app.process());
  await app.close();
  expect((await output).output).toContain(
    'EVENTS 0 will-finish-launching ready before-quit will-quit quit',
  );
  expect(processesWith(scratch)).toEqual([]);
  expect(folders(scratch)).toEqual([]);
});

test('closing the last window emits its event, and ends this app', async ({ launch }) => {
  const app = await launch();
  const page = await app.firstWindow();
  const closed = app.waitForEvent('close');
  await app.evaluate(() => {
    process.on('exit', (code) => console.log(['EVENTS', code, ...fixture.seen.events].join(' ')));
  });
  const output = outcomeOf(app.process());
  await page.close();
  await closed;
  expect((await output).output).toContain('window-all-closed before-quit will-quit quit');
});

test('before-quit and a window can keep the app; exit cannot be prevented', async ({ launch }) => {
  const app = await launch();
  await app.firstWindow();
  const events = await app.evaluate(({ app: electronApp, BrowserWindow }) => {
    const prevent = (event: { preventDefault(): void }) => event.preventDefault();
    electronApp.once('before-quit', prevent);
    electronApp.quit();
    const window = BrowserWindow.getAllWindows()[0]!;
    window.once('close', prevent);
    electronApp.quit();
    return fixture.seen.events;
  });
  expect(events).toEqual(['will-finish-launching', 'ready', 'before-quit', 'before-quit']);
  const output = outcomeOf(app.process());
  const closed = app.waitForEvent('close');
  await app.evaluate(({ app: electronApp }) => electronApp.exit(3));
  await closed;
  expect((await output).code).toBe(3);
});

test('an app that is killed takes its Chromium with it', async ({ launch, folder }) => {
  // Apps of other tests remove what they find where temporary folders usually lie.
  const env = { TMPDIR: folder };
  const app = await launch({ env });
  await app.firstWindow();
  const scratch = scratchOf(app);
  const closed = app.waitForEvent('close');
  process.kill(app.process().pid!, 'SIGKILL');
  await closed;
  await expect.poll(() => processesWith(scratch)).toEqual([]);
  expect(folders(scratch, folder)).toHaveLength(1);

  // The next instance removes the folder that this one could not, and its lock is free.
  const next = await launch({ env });
  expect(folders(scratch, folder)).toEqual([]);
  expect(await next.evaluate(({ app: electronApp }) => electronApp.hasSingleInstanceLock())).toBe(
    true,
  );
});

test('a Chromium that is killed takes its app with it', async ({ launch }) => {
  const app = await launch();
  await app.firstWindow();
  const scratch = scratchOf(app);
  const browser = processesWith(scratch).find((line) => !line.includes('--type='));
  const closed = app.waitForEvent('close');
  const output = outcomeOf(app.process());
  process.kill(Number.parseInt(browser!, 10), 'SIGKILL');
  await closed;
  expect((await output).output).toContain('Chromium has ended (SIGKILL).');
  expect(folders(scratch)).toEqual([]);
});

test('SIGTERM quits the app', async ({ launch }) => {
  const app = await launch();
  await app.firstWindow();
  const closed = app.waitForEvent('close');
  const output = outcomeOf(app.process());
  process.kill(app.process().pid!, 'SIGTERM');
  await closed;
  expect((await output).code).toBe(0);
});

test('a second instance hands its arguments to the first one, and exits', async ({
  app,
  folder,
}) => {
  await app.firstWindow();
  const { program, args } = appCommand(FIXTURE_APP, [
    `--user-data-dir=${join(folder, 'user data')}`,
    'open',
    'this',
  ]);
  const second = await outcomeOf(
    spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  expect(second).toEqual({ code: 0, output: '' });
  const [told] = await app.evaluate(() => fixture.seen.secondInstances);
  expect(told).toMatchObject({ cwd: folder, data: { from: 'fixture' } });
  expect(told?.argv.slice(-2)).toEqual(['open', 'this']);
  expect(await app.evaluate(({ app: electronApp }) => electronApp.hasSingleInstanceLock())).toBe(
    true,
  );
});

test('an app with another userData is another instance', async ({ app, folder, launch }) => {
  const other = await launch({ args: [`--user-data-dir=${join(folder, 'other')}`] });
  for (const each of [app, other]) {
    expect(await each.evaluate(({ app: electronApp }) => electronApp.hasSingleInstanceLock())).toBe(
      true,
    );
  }
});

test('a start without an app prints advice', async () => {
  const { program } = appCommand('');
  const { code, output } = await outcomeOf(
    spawn(program, [], { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  expect(code).toBe(2);
  expect(output).toMatch(/^Usage: electron-stand-in/);
});
