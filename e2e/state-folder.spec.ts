/**
 * GIVEN an app whose state folder is full or can't be written to, or whose engine dies
 * WHEN the user downloads, or ends it
 * THEN the page reports what happened and what to do, and one signal ends the server
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemoServer } from '#demo/demo-server.ts';
import { canMount, mountDisk, system, unmount } from '#main/engine/faults/testing/mounts.ts';
import { type AppUnderTest, browserApp } from './fixtures/browser-app.ts';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';

const LAUNCHER = fileURLToPath(new URL('../build/vast-pilot.mjs', import.meta.url));
const MORTAL = new URL('../src/main/engine/testing/mortal-engine.ts', import.meta.url).href;

test.beforeEach(({ host }) => {
  test.skip(host !== 'browser', 'In a window the browser keeps its own files in that folder, too.');
});

let folder = '';
let home = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vast-pilot-e2e-state-'));
  home = join(folder, 'home');
});
test.afterEach(() => {
  // A skipped test has made none.
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
  folder = '';
});

async function connectAndDownload(
  app: AppUnderTest,
  demo: Awaited<ReturnType<typeof startDemoServer>>,
) {
  await new ConnectPage(app.page()).connect(demo);
  const browse = new BrowsePage(app.page());
  await browse.tick(/^Epoch 01/);
  await browse.download();
  const downloads = new DownloadsPage(app.page());
  await downloads.open();
  return downloads;
}

/** Runs the server as a process until it exits. */
async function serve(stdout: 'pipe' | number): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [LAUNCHER, 'serve', '--port', '0'], {
    env: { ...process.env, HOME: folder, VAST_PILOT_HOME: home },
    stdio: ['ignore', stdout, 'pipe'],
  });
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

test('the page reports a full state folder, and one signal ends the server', async ({
  browser,
}) => {
  test.skip(!canMount, 'Disks can be mounted as root on Linux only.');
  mountDisk(home, 400 * 1024);
  const demo = await startDemoServer({ survey: 'tiny' });
  const env = { VAST_DROPBOX_ENDPOINT: demo.endpoint, VAST_DATA_DIR: join(folder, 'data') };
  const app = browserApp(browser, { home, env });
  try {
    await app.start();
    await new ConnectPage(app.page()).connect(demo);
    const browse = new BrowsePage(app.page());
    await browse.tick(/^Epoch 01/);
    // Other files fill the rest of that disk.
    expect(() => writeFileSync(join(home, 'others'), Buffer.alloc(400 * 1024))).toThrow('ENOSPC');
    await browse.download();
    await expect(
      app
        .page()
        .getByText(/The state folder .* is full: its disk .*VAST_PILOT_HOME/)
        .first(),
    ).toBeVisible();
  } finally {
    await app.quit();
    await demo.close();
    unmount(home);
  }
});

test('a read-only state folder is reported, and the server exits with code 2', async () => {
  test.skip(!canMount, 'Disks can be mounted as root on Linux only.');
  mountDisk(home, 4096);
  system('mount', '-o', 'remount,ro', home);
  try {
    const { code, stderr } = await serve('pipe');
    expect(stderr).toMatch(
      /^The state folder \S+ can't be written: its disk is read-only .*VAST_PILOT_HOME/,
    );
    expect(code).toBe(2);
  } finally {
    unmount(home);
  }
});

test('a server that cannot print its address exits with a message', async () => {
  test.skip(process.platform !== 'linux', 'Only Linux has /dev/full.');
  const { code, stderr } = await serve(openSync('/dev/full', 'w'));
  expect(stderr).toContain('The output (stdout) is not complete: its disk is full.');
  expect(code).toBe(1);
});

test('a dead engine is reported, and continues after a restart', async ({ browser }) => {
  const demo = await startDemoServer({ survey: 'tiny', bytesPerSecond: 400_000 });
  const env = {
    VAST_DROPBOX_ENDPOINT: demo.endpoint,
    VAST_DATA_DIR: join(folder, 'data'),
    NODE_OPTIONS: `--import ${MORTAL}`,
  };
  const app = browserApp(browser, { home, env });
  try {
    await app.start();
    const downloads = await connectAndDownload(app, demo);
    await expect(downloads.heading.filter({ hasText: /^Downloading/ })).toBeVisible();
    writeFileSync(join(home, 'engine-dies'), '');
    await expect(
      downloads.heading.filter({ hasText: 'The download engine stopped' }),
    ).toBeVisible();
    await expect(downloads.button('Pause all')).toBeDisabled();
    await expect(downloads.button('Resume all')).toBeDisabled();
    rmSync(join(home, 'engine-dies'));
    await app.page().getByRole('button', { name: 'Restart the engine' }).click();
    await expect(downloads.heading.filter({ hasText: /^Finished/ })).toBeVisible({
      timeout: 45_000,
    });
  } finally {
    await app.quit();
    await demo.close();
  }
});
