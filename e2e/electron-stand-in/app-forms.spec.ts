import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { expect, FIXTURE_APP, outcomeOf, test } from './fixture.ts';
import { appCommand, runtimeName } from './launch.ts';
import { parseCommandLine } from './src/command-line.ts';
import { Origins, originOf } from './src/origins.ts';

/** Packs a folder as `asar` does; `unpacked` stays beside the archive. */
function pack(folder: string, archive: string, unpacked: string): void {
  const parts: Buffer[] = [];
  let offset = 0;
  const describe = (path: string): object => {
    if (statSync(join(folder, path)).isDirectory()) {
      const names = readdirSync(join(folder, path));
      return { files: Object.fromEntries(names.map((name) => [name, describe(join(path, name))])) };
    }
    const bytes = readFileSync(join(folder, path));
    if (path === unpacked) {
      mkdirSync(`${archive}.unpacked`, { recursive: true });
      writeFileSync(join(`${archive}.unpacked`, path), bytes);
      return { size: bytes.length, unpacked: true };
    }
    const entry = { size: bytes.length, offset: String(offset) };
    parts.push(bytes);
    offset += bytes.length;
    return entry;
  };
  const text = Buffer.from(JSON.stringify(describe('')));
  const padding = (4 - (text.length % 4)) % 4;
  const sizes = Buffer.alloc(16);
  for (const [at, size] of [
    4,
    8 + text.length + padding,
    4 + text.length + padding,
    text.length,
  ].entries()) {
    sizes.writeUInt32LE(size, at * 4);
  }
  writeFileSync(archive, Buffer.concat([sizes, text, Buffer.alloc(padding), ...parts]));
}

test('a packed app runs like an installed one', async ({ launch, folder }) => {
  const resources = join(folder, 'resources');
  mkdirSync(resources);
  pack(FIXTURE_APP, join(resources, 'app.asar'), 'style.css');
  const app = await launch({
    appPath: join(resources, 'app.asar'),
    args: ['--listing', 'fields.csv'],
  });
  const page = await app.firstWindow();
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible();
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(10, 20, 30)');
  const facts = await app.evaluate(({ app: electronApp }) => ({
    packaged: electronApp.isPackaged,
    resources: process.resourcesPath,
    path: electronApp.getAppPath().split('/').at(-1),
    defaultApp: (process as unknown as { defaultApp?: boolean }).defaultApp,
    argv: process.argv.slice(1),
  }));
  expect(facts).toEqual({
    packaged: true,
    resources,
    path: 'app.asar',
    defaultApp: undefined,
    // As of Electron, whose installed apps Playwright cannot rid of its switches.
    argv: expect.arrayContaining(['--inspect=0', '--listing', 'fields.csv']) as unknown,
  });
});

test('an app whose main is an ES module imports the same electron', async ({ launch }) => {
  const app = await launch({ appPath: join(FIXTURE_APP, 'esm.mjs') });
  const page = await app.firstWindow();
  await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible();
  await expect
    .poll(() => app.evaluate(() => (globalThis as { sameModule?: boolean }).sameModule))
    .toBe(true);
});

test('an app that fails while loading reports the error', async ({ folder }) => {
  cpSync(join(FIXTURE_APP, 'bad-preload.cjs'), join(folder, 'main.cjs'));
  const { program, args } = appCommand(join(folder, 'main.cjs'));
  const { code, output } = await outcomeOf(
    spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  expect(code).toBe(1);
  expect(output).toContain('Error: this preload fails');
});

test('Playwright needs only the executable', async ({ folder }) => {
  const app = await _electron.launch({
    executablePath: join(import.meta.dirname, 'electron-stand-in'),
    args: [FIXTURE_APP, `--user-data-dir=${folder}`],
  });
  expect(await (await app.firstWindow()).title()).toBe('Fixture');
  await app.close();
});

test('the app can be resumed before Playwright gets its address', async ({ folder }) => {
  test.skip(runtimeName().startsWith('Electron'), 'how the stand-in waits for Playwright');
  writeFileSync(
    join(folder, 'main.cjs'),
    `const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text, ...more) => {
      if (String(text).startsWith('DevTools listening')) {
        process.stdout.write(typeof globalThis.__playwright_run);
      }
      return write(text, ...more);
    };`,
  );
  const child = spawn(
    appCommand('').program,
    ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0', join(folder, 'main.cjs')],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const outcome = outcomeOf(child);
  const [told] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill();
  await outcome;
  expect(told.toString()).toBe('function');
});

test('the report can name the runtime', () => {
  expect(runtimeName()).toMatch(/^(Electron 45\.\d+|stand-in \(Node 24\.\d+, Chromium \d+\))$/);
});

test('the command line is read as Electron reads it', () => {
  const line = parseCommandLine([
    '--no-sandbox',
    '--inspect=0',
    '--remote-debugging-port=0',
    'app',
    '--a=b=c',
    'x',
    '--d',
  ]);
  expect(line).toMatchObject({
    appPath: 'app',
    appArguments: ['--a=b=c', 'x', '--d'],
    awaitsPlaywright: true,
  });
  expect(line.switches.get('a')).toBe('b=c');
  expect(line.switches.get('d')).toBe('');
  expect(parseCommandLine(['app', '--remote-debugging-port=0']).awaitsPlaywright).toBe(false);
  expect(parseCommandLine([]).appPath).toBeUndefined();
});

test('addresses of the app and of Chromium are translated both ways', () => {
  const origins = new Origins();
  origins.register('app');
  for (const [inApp, inBrowser] of [
    ['app://bundle/index.html?a=1#b', 'https://app.bundle.localhost/index.html?a=1#b'],
    ['app://some.host/', 'https://app.some.host.localhost/'],
  ] as const) {
    expect(origins.toBrowser(inApp)).toBe(inBrowser);
    expect(origins.toApp(inBrowser)).toBe(inApp);
  }
  for (const url of [
    'https://example.org/',
    'http://localhost:1/',
    'file:///x',
    'https://app.bundle.localhost.example.org/',
  ]) {
    expect(origins.toBrowser(url)).toBe(url);
    expect(origins.toApp(url)).toBe(url);
  }
  expect(
    origins.policyToBrowser(
      "default-src 'self' app:; connect-src app://bundle data:; img-src xapp:",
    ),
  ).toBe(
    "default-src 'self' https://*.localhost; connect-src https://app.bundle.localhost data:; img-src xapp:",
  );
  expect(() => origins.toBrowser('app://./index.html')).toThrow("the host '.' of app://");
  expect([originOf('app://bundle/x'), originOf('file:///x'), originOf('about:blank')]).toEqual([
    'app://bundle',
    'file://',
    'null',
  ]);
});
