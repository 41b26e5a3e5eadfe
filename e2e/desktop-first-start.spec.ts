/**
 * GIVEN a checkout right after set-up, without Electron's runtime
 * WHEN `npm start` runs
 * THEN the runtime is fetched and the window opens; or the reason is reported, and the page is served
 *
 * The runtime comes from a mirror on loopback; its executable is the stand-in, or a script that fails as Electron does.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { chromium, expect, type Page, test as base } from '@playwright/test';
import {
  electronVersion,
  makeCheckoutWithoutRuntime,
} from './fixtures/checkout-without-runtime.ts';
import { electronArchive, startElectronMirror } from './fixtures/electron-mirror.ts';

const STAND_IN = join(import.meta.dirname, 'electron-stand-in', 'electron-stand-in');
const WINDOW = `#!/bin/sh\nexec "${STAND_IN}" "$@"\n`;
const WITHOUT_SANDBOX = `#!/bin/sh
echo "[1:0101/000000.000000:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly." >&2
kill -TRAP $$
`;

/** The tests may run as root; and a spec reaches a window that it did not start itself only by a port. */
const WINDOW_WORDS = ['--no-sandbox', '--remote-debugging-port=0'];

const PATIENT = { timeout: 100_000 };

interface Start {
  readonly process: ChildProcess;
  /** Its output so far, stdout and stderr. */
  text(): string;
}

interface World {
  /** The number of requests to the mirror. */
  readonly asked: () => number;
  /** The addresses that were opened in the user's browser. */
  readonly opened: () => string;
  /** Runs `npm start` in the checkout, without set-up. */
  start(...words: readonly string[]): Start;
}

interface Options {
  /** The executable in the mirror's archive. */
  readonly script: string;
  readonly isServed: boolean;
  readonly display: Readonly<Record<string, string>>;
}

const test = base.extend<Options & { readonly world: World }>({
  script: [WINDOW, { option: true }],
  isServed: [true, { option: true }],
  // Without DISPLAY the stand-in's Chromium opens no window; no program connects to this display.
  display: [{ WAYLAND_DISPLAY: 'nobody-listens' }, { option: true }],
  world: async ({ script, isServed, display }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'first-start-'));
    const archive = electronArchive(electronVersion(), script);
    const mirror = await startElectronMirror(archive);
    if (!isServed) mirror.mood = 'missing';
    const checkout = makeCheckoutWithoutRuntime(archive);
    const { PATH, STAND_IN_CHROMIUM } = process.env;
    const bin = join(home, 'bin');
    const opened = join(home, 'opened');
    mkdirSync(bin);
    writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >> "${opened}"\n`, { mode: 0o755 });
    const env = {
      PATH: `${bin}:${PATH}`,
      ...(STAND_IN_CHROMIUM === undefined ? {} : { STAND_IN_CHROMIUM }),
      HOME: home,
      VAST_PILOT_HOME: home,
      VAST_DATA_DIR: join(home, 'data'),
      ELECTRON_MIRROR: mirror.url,
      electron_config_cache: join(home, 'cache'),
      ...display,
    };
    const started: ChildProcess[] = [];
    await use({
      asked: () => mirror.asked.length,
      opened: () => (existsSync(opened) ? readFileSync(opened, 'utf8').trim() : ''),
      start(...words) {
        const child = spawn(process.execPath, ['build/start.mjs', ...words], {
          cwd: checkout.root,
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        started.push(child);
        let text = '';
        for (const stream of [child.stdout, child.stderr]) {
          stream.setEncoding('utf8').on('data', (more: string) => {
            text += more;
          });
        }
        return { process: child, text: () => text };
      },
    });
    for (const child of started) await stop(child);
    await mirror.close();
    checkout.remove();
    rmSync(home, { recursive: true, force: true });
  },
});

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const end = once(child, 'exit');
    child.kill('SIGTERM');
    await end;
  }
  return child.exitCode;
}

/** Waits for the view Connect. */
async function expectFirstScreen(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
}

/** Attaches to the open window. */
async function expectWindow(start: Start): Promise<void> {
  await expect.poll(start.text, PATIENT).toMatch(/DevTools listening on \S+/);
  const browser = await chromium.connectOverCDP(
    /DevTools listening on (\S+)/.exec(start.text())![1]!,
  );
  const [context] = browser.contexts();
  await expect.poll(() => context!.pages().length).toBe(1);
  await expectFirstScreen(context!.pages()[0]!);
  await browser.close();
}

const ADDRESS = /http:\/\/\S*127\.0\.0\.1:\d+\/\S+/;

/** The first start unpacks the runtime, which is slow on a busy machine. */
test.describe.configure({ timeout: 150_000 });
test.skip(process.platform !== 'linux', 'the archive is that of Linux');

/** Opens the page at the printed address, as the user would. */
async function expectPage(start: Start, page: Page): Promise<void> {
  await expect.poll(start.text, PATIENT).toMatch(ADDRESS);
  await page.goto(ADDRESS.exec(start.text())![0]);
  await expectFirstScreen(page);
}

test('the window opens on the fetched runtime, and opens again without the mirror', async ({
  world,
}) => {
  const first = world.start(...WINDOW_WORDS);
  await expectWindow(first);
  expect(first.text()).toContain('100 %');
  expect(first.text()).toContain(`Electron ${electronVersion()} is installed`);
  expect(await stop(first.process)).toBe(0);

  const second = world.start(...WINDOW_WORDS);
  await expectWindow(second);
  expect(second.text()).not.toContain('set-up');
  expect(second.text()).not.toContain('Building');
  expect(world.asked()).toBe(1);
});

test('npm start -- --page serves the page without a fetch', async ({ world, page }) => {
  const start = world.start('--page');
  await expectPage(start, page);
  expect(world.asked()).toBe(0);
});

test.describe('a mirror without the runtime', () => {
  test.use({ isServed: false });

  test('is reported in one line, and later starts do not contact it', async ({ world, page }) => {
    const first = world.start(...WINDOW_WORDS);
    await expectPage(first, page);
    expect(first.text()).toMatch(
      /no window, because .*: \S+ answered 404 .*"npm run setup -- --electron"/,
    );
    await stop(first.process);

    const second = world.start(...WINDOW_WORDS);
    await expectPage(second, page);
    expect(second.text()).toMatch(
      /no window, because .*: \S+ answered 404 .*"npm run setup -- --electron"/,
    );
    expect(world.asked()).toBe(1);
  });
});

test.describe('a system that restricts the sandbox', () => {
  test.use({ script: WITHOUT_SANDBOX });

  test('gets the remedy and the page', async ({ world, page }) => {
    const start = world.start(...WINDOW_WORDS);
    await expectPage(start, page);
    await expect.poll(world.opened).toBe(ADDRESS.exec(start.text())![0]);
    expect(start.text()).toMatch(/No window: .*sandbox.*sudo chown root:root .*chrome-sandbox/);
  });
});

test.describe('a machine without a display', () => {
  test.use({ display: {} });

  test('gets the page, and no runtime is fetched', async ({ world, page }) => {
    const start = world.start();
    await expectPage(start, page);
    expect(start.text()).toContain('No window: there is no display');
    expect(world.asked()).toBe(0);
  });
});
