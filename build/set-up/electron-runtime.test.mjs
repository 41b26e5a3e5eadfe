import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  electronVersion,
  makeCheckoutWithoutRuntime,
} from '../../e2e/fixtures/checkout-without-runtime.ts';
import { canMount, mountDisk, unmount } from '../../src/main/engine/faults/testing/mounts.ts';
import { electronArchive, startElectronMirror } from '../../e2e/fixtures/electron-mirror.ts';
import {
  electronExecutable,
  fetchElectronNow,
  fetchElectronOnceADay,
} from './electron-runtime.mjs';
import { createNotes } from './kept-notes.mjs';
import { markNpmPackages } from './npm-packages.mjs';

const VERSION = electronVersion();
const ARCHIVE = electronArchive(VERSION, '#!/bin/sh\necho "started with $*"\n');
const AGAIN = 'To try again, run "npm run setup -- --electron".';

// The archive is that of Linux: elsewhere the executable lies at another place in it.
describe.skipIf(process.platform !== 'linux')("Electron's runtime", () => {
  let checkout;
  let mirror;
  let scratch;
  let said;
  let env;

  beforeEach(async () => {
    checkout = makeCheckoutWithoutRuntime(ARCHIVE);
    mirror = await startElectronMirror(ARCHIVE);
    scratch = mkdtempSync(join(tmpdir(), 'runtime-test-'));
    for (const name of ['cache', 'tmp']) mkdirSync(join(scratch, name));
    said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += text;
      return true;
    });
    const { PATH, HOME } = process.env;
    env = {
      PATH,
      HOME,
      ELECTRON_MIRROR: mirror.url,
      electron_config_cache: join(scratch, 'cache'),
    };
    vi.stubEnv('TMPDIR', join(scratch, 'tmp'));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    vi.useRealTimers();
    await mirror.close();
    checkout.remove();
    rmSync(scratch, { recursive: true, force: true });
  });

  const fetchOnceADay = (limits) =>
    fetchElectronOnceADay({
      root: checkout.root,
      notes: createNotes(checkout.root),
      env,
      limits,
    });
  const fetchNow = () =>
    fetchElectronNow({ root: checkout.root, notes: createNotes(checkout.root), env });
  const leftInTemporary = () => readdirSync(join(scratch, 'tmp'));
  const hasNothingHalf = () => {
    expect(electronExecutable(checkout.root, env)).toBeNull();
    expect(existsSync(join(checkout.root, 'node_modules/electron/dist'))).toBe(false);
    expect(leftInTemporary()).toEqual([]);
  };

  it('is fetched, verified and unpacked, and its size is shown', async () => {
    const executable = await fetchOnceADay();
    expect(execFileSync(executable, ['a word'], { encoding: 'utf8' })).toBe(
      'started with a word\n',
    );
    expect(said).toContain(`Electron ${VERSION}, the runtime of the window, is not installed yet`);
    expect(said).toContain(`3.0 of 3.0 MB from ${mirror.host}, 100 %`);
    expect(said).toContain(`Electron ${VERSION} is installed`);
    expect(leftInTemporary()).toEqual([]);
  });

  it('is not fetched if it is installed', async () => {
    await fetchOnceADay();
    said = '';
    expect(await fetchOnceADay()).not.toBeNull();
    expect(mirror.asked).toHaveLength(1);
    expect(said).toBe('');
  });

  it('comes from the cache without the network', async () => {
    await fetchOnceADay();
    rmSync(join(checkout.root, 'node_modules/electron/path.txt'));
    rmSync(join(checkout.root, 'node_modules/electron/dist'), { recursive: true });
    expect(await fetchOnceADay()).not.toBeNull();
    expect(mirror.asked).toHaveLength(1);
  });

  it('comes through a proxy', async () => {
    // No server has this name, so only the proxy can answer.
    env.ELECTRON_MIRROR = 'http://mirror.invalid/';
    env.HTTP_PROXY = mirror.url;
    expect(await fetchOnceADay()).not.toBeNull();
    expect(mirror.tunnels).toEqual(['mirror.invalid:80']);
  });

  it.each([
    ['missing', /answered 404 \(Not Found\)/],
    ['wrong', /the checksum of the file from .* is wrong/],
    ['cut', /the connection broke off/],
  ])('that is %s at the mirror is reported in one line', async (mood, why) => {
    mirror.mood = mood;
    expect(await fetchOnceADay()).toBeNull();
    const last = said.trimEnd().split('\n').at(-1);
    expect(last).toMatch(why);
    expect(last).toContain(mirror.host);
    expect(last).toContain(AGAIN);
    expect(said).not.toContain('    at ');
    hasNothingHalf();
  });

  it('is given up if the download stalls', async () => {
    mirror.mood = 'stalled';
    expect(await fetchOnceADay({ silenceMs: 300 })).toBeNull();
    expect(said).toContain(`${mirror.host} sent nothing for 0 s`);
    hasNothingHalf();
  });

  it('leaves no files behind if the download is interrupted', async () => {
    mirror.mood = 'stalled';
    markNpmPackages(checkout.root);
    const child = spawn(process.execPath, ['build/setup.mjs', '--electron'], {
      cwd: checkout.root,
      env: { ...env, PATH: dirname(process.execPath), TMPDIR: join(scratch, 'tmp') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      words += text;
    });
    await vi.waitFor(() => expect(words).toMatch(/of 3\.0 MB/), { timeout: 20_000 });
    expect(leftInTemporary()).not.toEqual([]);
    const end = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await end).toEqual([143, null]);
    hasNothingHalf();
  });

  it('is reported as missing if the server refuses the connection', async () => {
    const gone = await startElectronMirror(ARCHIVE);
    await gone.close();
    env.ELECTRON_MIRROR = gone.url;
    expect(await fetchOnceADay()).toBeNull();
    expect(said).toContain(`${gone.host}: the server refused the connection`);
    hasNothingHalf();
  });

  it('is reported as missing if the server’s name is unknown', async () => {
    env.ELECTRON_MIRROR = 'http://mirror.invalid/';
    expect(await fetchOnceADay()).toBeNull();
    expect(said).toMatch(/the name of the server could not be resolved/);
  });

  it.skipIf(!canMount).each(['tmp', 'cache', 'package'])(
    'is reported as missing, with the full disk of %s, and leaves no partial files',
    async (place) => {
      const folder =
        place === 'package'
          ? join(checkout.root, 'node_modules/electron/dist')
          : join(scratch, place);
      mountDisk(folder, 1_000_000);
      try {
        expect(await fetchOnceADay()).toBeNull();
        expect(said).toMatch(/the disk is full/);
        expect(said).toContain(place === 'package' ? 'electron/dist' : folder);
        expect(electronExecutable(checkout.root, env)).toBeNull();
      } finally {
        unmount(folder);
      }
    },
  );

  it('is not fetched again for a day after a failure', async () => {
    mirror.mood = 'missing';
    await fetchOnceADay();
    said = '';
    expect(await fetchOnceADay()).toBeNull();
    expect(mirror.asked).toHaveLength(1);
    expect(said.trimEnd().split('\n')).toHaveLength(1);
    expect(said).toMatch(/answered 404 .*\(tried less than a day ago\)/);
    expect(said).toContain(AGAIN);
    const tomorrow = Date.now() + 25 * 60 * 60 * 1000;
    vi.spyOn(Date, 'now').mockReturnValue(tomorrow);
    mirror.mood = 'good';
    expect(await fetchOnceADay()).not.toBeNull();
  });

  it('is fetched at once by set-up with --electron after a failure', async () => {
    mirror.mood = 'missing';
    await fetchOnceADay();
    expect(await fetchNow()).toBe(false);
    mirror.mood = 'good';
    expect(await fetchNow()).toBe(true);
    expect(await fetchNow()).toBe(true);
    expect(mirror.asked).toHaveLength(3);
  });

  it('is fetched only by set-up with --electron', async () => {
    markNpmPackages(checkout.root);
    // The PATH lacks Debian's tools, because this test is not about system packages.
    env.PATH = dirname(process.execPath);
    const setUp = (...words) =>
      promisify(execFile)(process.execPath, ['build/setup.mjs', ...words], {
        cwd: checkout.root,
        env,
      });
    await Promise.all(['run', 'check', 'test'].map((purpose) => setUp(`--for=${purpose}`)));
    await setUp();
    expect(mirror.asked).toEqual([]);
    const { stdout, stderr } = await setUp('--for=run', '--electron');
    expect(stderr).toContain(`Electron ${VERSION} is installed`);
    expect(stdout).toBe('');
    expect(electronExecutable(checkout.root, env)).not.toBeNull();
    mirror.mood = 'missing';
    rmSync(join(checkout.root, 'node_modules/electron/path.txt'));
    rmSync(join(scratch, 'cache'), { recursive: true });
    await expect(setUp('--electron')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/could not be fetched: .* answered 404/),
    });
  });

  it('is not fetched if the user forbids it', async () => {
    env.ELECTRON_SKIP_BINARY_DOWNLOAD = '1';
    expect(await fetchOnceADay()).toBeNull();
    expect(said).toContain('ELECTRON_SKIP_BINARY_DOWNLOAD is set');
    expect(mirror.asked).toEqual([]);
  });
});
