/**
 * How long a user waits for the app as it was built: milliseconds from the start of its process, medians of seven
 * starts, each on an empty home folder.
 *   node build/bench/start-up.ts [browser|desktop] [--json]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { launchApp, runtimeName } from '../../e2e/electron-stand-in/launch.ts';
import { findChromium } from '../../e2e/electron-stand-in/src/find-chromium.ts';

const ROUNDS = 7;
const ROOT = join(import.meta.dirname, '..', '..');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});

type Mark = 'address printed' | 'shell painted' | 'first button clickable' | 'tree row clickable';
type Marks = Partial<Record<Mark, number>>;

/** Follows the first screens as a user would: what can be clicked counts, not what can be seen. */
async function watch(page: Page, begun: number, marks: Marks): Promise<void> {
  const now = (): number => performance.now() - begun;
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  marks['shell painted'] = now();
  const browse = page.getByRole('button', { name: 'Just browse' });
  await browse.click({ trial: true });
  marks['first button clickable'] = now();
  await browse.click();
  await page.getByRole('treeitem', { name: 'Epoch 01', exact: true }).click({ trial: true });
  marks['tree row clickable'] = now();
}

function environment(home: string): Record<string, string> {
  const data = join(home, 'data');
  return { ...process.env, HOME: home, VAST_PILOT_HOME: home, VAST_DATA_DIR: data };
}

async function startInBrowser(home: string): Promise<Marks> {
  // The user's browser is open already.
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const marks: Marks = {};
  const begun = performance.now();
  const launcher = join(ROOT, 'build', 'vast-pilot.mjs');
  const server = spawn(process.execPath, [launcher, 'serve', '--port', '0'], {
    env: environment(home),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
  marks['address printed'] = performance.now() - begun;
  await page.goto(address.trim(), { waitUntil: 'commit' });
  await watch(page, begun, marks);
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  return marks;
}

async function startOnDesktop(home: string): Promise<Marks> {
  const marks: Marks = {};
  const begun = performance.now();
  const app = await launchApp({ appPath: ROOT, env: environment(home) });
  await watch(await app.firstWindow(), begun, marks);
  await app.close();
  return marks;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

async function measure(start: (home: string) => Promise<Marks>): Promise<Marks> {
  const rounds: Marks[] = [];
  // The first start warms the disk and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const home = mkdtempSync(join(tmpdir(), 'vast-pilot-start-'));
    const marks = await start(home);
    if (round > 0) rounds.push(marks);
    rmSync(home, { recursive: true, force: true });
  }
  const names = Object.keys(rounds[0]!) as Mark[];
  return Object.fromEntries(
    names.map((name) => [name, Math.round(median(rounds.map((marks) => marks[name]!)))]),
  );
}

const hosts = { browser: startInBrowser, desktop: startOnDesktop };
for (const [name, start] of Object.entries(hosts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const marks = await measure(start);
  if (values.json) process.stdout.write(`${JSON.stringify({ host: name, ...marks })}\n`);
  else {
    const runtime = name === 'desktop' ? runtimeName() : `Node ${process.versions.node}`;
    process.stdout.write(`${name} host, ${runtime}, ms from the start of the process\n`);
    for (const [mark, at] of Object.entries(marks)) {
      process.stdout.write(`  ${String(at).padStart(5)}  ${mark}\n`);
    }
  }
}
