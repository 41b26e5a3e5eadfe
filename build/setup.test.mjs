import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changedBySetUp } from './set-up/checkout-changes.mjs';
import { createNotes } from './set-up/kept-notes.mjs';
import { markNpmPackages } from './set-up/npm-packages.mjs';

/** Programs that set-up itself needs; each test adds further ones. */
const PROGRAMS = ['node', 'npm', 'git', 'sh'];

/** The path of a program of this system. */
function find(program) {
  const folder = process.env.PATH.split(delimiter).find((each) => existsSync(join(each, program)));
  return join(folder, program);
}

// The programs of the fresh system are shell scripts.
describe.skipIf(process.platform === 'win32')('set-up in a fresh clone', () => {
  let root;
  let template;
  let home;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'fresh-clone-'));
    home = mkdtempSync(join(tmpdir(), 'fresh-home-'));
    template = root;
    mkdirSync(join(home, 'bin'));
    for (const program of PROGRAMS) addProgram(program, `exec "${find(program)}" "$@"`);
    mkdirSync(join(root, 'build'));
    for (const name of ['setup.mjs', 'set-up']) {
      cpSync(join(import.meta.dirname, name), join(root, 'build', name), { recursive: true });
    }
    addPackage('node', { version: '24.0.0' });
    mkdirSync(join(root, 'packages/node/bin'));
    writeFileSync(join(root, 'packages/node/bin/node'), '#!/bin/sh\n');
    addPackage('tool', {
      version: '1.0.0',
      optionalDependencies: { 'tool-for-others': 'file:../tool-for-others' },
    });
    addPackage('tool-for-others', { version: '1.0.0' });
    writeJson('package.json', {
      name: 'fresh',
      version: '1.0.0',
      devDependencies: { node: 'file:packages/node', tool: 'file:packages/tool' },
    });
    writeFileSync(join(root, '.gitignore'), 'node_modules/\n.cache/\n');
    run('npm', 'install', '--package-lock-only', '--no-audit', '--no-fund');
    commit();
    rmSync(home, { recursive: true });
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'fresh-home-'));
    mkdirSync(join(home, 'bin'));
    // Scripts, not links: a test that replaces one must never write to the system's own program.
    for (const program of PROGRAMS) addProgram(program, `exec "${find(program)}" "$@"`);
    root = join(home, 'clone');
    cpSync(template, root, { recursive: true, preserveTimestamps: true });
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  const env = (more = {}) => ({ PATH: join(home, 'bin'), HOME: home, ...more });
  const run = (program, ...words) =>
    execFileSync(program, words, { cwd: root, env: env(), encoding: 'utf8', stdio: 'pipe' });
  const writeJson = (name, value) =>
    writeFileSync(join(root, name), `${JSON.stringify(value, null, 2)}\n`);
  const readJson = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  function addPackage(name, manifest) {
    mkdirSync(join(root, 'packages', name), { recursive: true });
    writeJson(`packages/${name}/package.json`, { name, ...manifest });
  }
  function commit() {
    run('git', 'init', '--quiet');
    run('git', 'add', '--all');
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@b.c'];
    run('git', ...author, 'commit', '--quiet', '--message', 'All');
  }
  const removeProgram = (name) => rmSync(join(home, 'bin', name), { force: true });
  function addProgram(name, script) {
    removeProgram(name);
    writeFileSync(join(home, 'bin', name), `#!/bin/sh\n${script}\n`, { flag: 'wx', mode: 0o755 });
  }
  const setUp = (words = [], more = {}) => {
    const all = ['build/setup.mjs', ...words];
    const { status, stdout, stderr } = spawnSync(join(home, 'bin/node'), all, {
      cwd: root,
      env: env(more),
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const status = () => run('git', 'status', '--porcelain');
  const isInstalled = () => existsSync(join(root, 'node_modules/tool/package.json'));

  it('leaves the tree as it is, and writes nothing to stdout', () => {
    expect(setUp()).toMatchObject({ status: 0, stdout: '' });
    expect(isInstalled()).toBe(true);
    expect(status()).toBe('');
  });

  it('leaves the tree as it is even if npm refuses the lock file', () => {
    // npm writes such a file if it sees only the builds for its own system.
    const lock = readJson('package-lock.json');
    delete lock.packages['packages/tool-for-others'];
    delete lock.packages['packages/tool/node_modules/tool-for-others'];
    delete lock.packages['node_modules/tool-for-others'];
    writeJson('package-lock.json', lock);
    commit();
    const { status: code, stderr } = setUp();
    expect(stderr).toContain('this npm refuses package-lock.json;');
    expect(code).toBe(0);
    expect(isInstalled()).toBe(true);
    expect(status()).toBe('');
  });

  it('prints nothing and does nothing the second time', () => {
    setUp();
    addProgram('npm', 'echo called >&2; exit 1');
    expect(setUp()).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('writes the lock file if package.json has changed, and reports it', () => {
    const manifest = readJson('package.json');
    addPackage('added', { version: '1.0.0' });
    manifest.devDependencies.added = 'file:packages/added';
    writeJson('package.json', manifest);
    commit();
    const { stderr } = setUp();
    expect(stderr).toContain('package.json has changed since package-lock.json was written');
    expect(stderr).toContain('set-up changed files of the checkout:  M package-lock.json');
    expect(changedBySetUp(root, createNotes(root))).toEqual([' M package-lock.json']);
    // A developer who edits package.json changed both; set-up did not.
    writeJson('package.json', { ...manifest, version: '1.0.1' });
    expect(changedBySetUp(root, createNotes(root))).toEqual([]);
    run('git', 'checkout', '--quiet', 'package.json', 'package-lock.json');
    expect(changedBySetUp(root, createNotes(root))).toEqual([]);
  });

  it('installs despite flags of the command in the environment', () => {
    // As after `npm run cli --dry-run`, without the `--`.
    const flags = { npm_config_dry_run: 'true', npm_config_omit: 'dev', NODE_ENV: 'production' };
    expect(setUp([], flags).status).toBe(0);
    expect(isInstalled()).toBe(true);
  });

  it('explains what to do if npm cannot install', () => {
    addProgram(
      'npm',
      '[ "$1" = --version ] || { case "$*" in *--dry-run=true*) exit 0;; esac; exit 1; }',
    );
    const { status: code, stderr } = setUp();
    expect(code).toBe(1);
    expect(stderr).toContain('npm could not install the packages');
    expect(stderr).toContain('To try again, run "npm run setup".');
    expect(stderr).not.toContain('    at ');
  });

  it('explains what to do if there is no npm', () => {
    removeProgram('npm');
    const { status: code, stderr } = setUp();
    expect(code).toBe(1);
    expect(stderr).toBe(
      'set-up: npm was not found. It comes with Node: install Node 20 or newer from nodejs.org.\n',
    );
  });

  it('works without git, and outside a checkout', () => {
    removeProgram('git');
    expect(setUp().status).toBe(0);
    expect(isInstalled()).toBe(true);
  });

  describe.skipIf(process.platform !== 'linux')('on Debian', () => {
    beforeEach(() => {
      addProgram('dpkg-query', '[ "$1" = --version ]');
      mkdirSync(join(root, 'node_modules/node'), { recursive: true });
      writeFileSync(join(root, 'node_modules/node/package.json'), '{}');
      markNpmPackages(root);
    });

    it('lists once what to install by hand if there is no apt', () => {
      expect(setUp(['--for=test']).stderr).toContain('By hand: sudo apt-get install libsecret');
      expect(setUp(['--for=run']).stderr).toBe('');
      expect(setUp(['--for=test']).stderr).toBe('');
    });

    it('lists once what to install by hand if apt needs a password', () => {
      addProgram('apt-get', '[ "$1" = --version ]');
      addProgram('sudo', 'exit 1');
      // Root needs no sudo; this apt then fails for every name.
      const { stderr, status: code } = setUp(['--for=test']);
      expect(code).toBe(0);
      expect(stderr).toMatch(/By hand: sudo apt-get install|could not install libsecret-1-dev;/);
      expect(stderr).toContain('the end-to-end tests cannot run');
      expect(setUp(['--for=test']).stderr).toBe('');
    });

    it.skipIf(process.getuid?.() !== 0)('installs all the others without one', () => {
      const log = join(home, 'apt.log');
      addProgram('apt-get', `echo "$*" >> "${log}"; case "$* " in *" chromium "*) exit 100;; esac`);
      const { stderr } = setUp(['--for=test']);
      expect(stderr.split('\n').filter((line) => line.includes('could not install'))).toEqual([
        'set-up: could not install chromium; the end-to-end tests cannot run',
      ]);
      expect(readFileSync(log, 'utf8')).toMatch(/install .* libsecret-1-dev\n/);
    });
  });
});
