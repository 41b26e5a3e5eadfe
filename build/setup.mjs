/**
 * Makes a fresh clone ready: npm packages, and the system packages that the work asked for uses. It is called
 * before every npm script, so it is quick when nothing is missing, never asks, and writes to stderr only
 * (a script's stdout belongs to the script). Runs on any Node >= 20 and uses nothing that it would install.
 *
 * `--for=run` (the command), `--for=check`, `--for=test` (the default: everything).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const purpose = process.argv.find((word) => word.startsWith('--for='))?.slice(6) ?? 'test';

/** System packages by what they are for. Nothing fails without them; `without` says what is lost. */
const SYSTEM_PACKAGES = [
  {
    names: ['libsecret-1-dev'],
    purposes: ['run', 'test', 'check'],
    why: 'builds keytar, the door to the keychain, where no ready-made build can be fetched',
    without: 'credentials are then kept for the session only',
  },
  {
    names: ['chromium'],
    purposes: ['test'],
    why: 'runs the end-to-end tests',
    without: 'the end-to-end tests cannot run',
  },
  {
    names: ['gnome-keyring', 'dbus', 'dbus-x11'],
    purposes: ['test'],
    why: 'a real keychain for its test',
    without: 'the test of the keychain is skipped',
  },
  {
    names: ['python3-astropy', 'python3-dropbox'],
    purposes: ['test'],
    why: 'independent readers that check what the demo survey serves',
    without: 'the tests with astropy and the Python dropbox package are skipped',
  },
];

function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}

/** Runs a program with its output on stderr; whether it succeeded. */
function run(command, args, extraEnv = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...extraEnv },
    shell: process.platform === 'win32',
  });
  return result.status === 0;
}

/** Notes what was tried, once node_modules is there to keep the note. */
let triedSystemPackages = () => {};

function readOr(file, otherwise) {
  return existsSync(file) ? readFileSync(file, 'utf8') : otherwise;
}

function installed(name) {
  const answer = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.includes('install ok installed');
}

/** The command prefix with which apt may be used without being asked for a password, or null. */
function aptPrefix() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? ['sudo', '-n']
    : null;
}

function installSystemPackages() {
  if (process.platform !== 'linux' || spawnSync('dpkg-query', ['--version']).status !== 0) return;
  const missing = SYSTEM_PACKAGES.filter((group) => group.purposes.includes(purpose))
    .map((group) => ({ ...group, names: group.names.filter((name) => !installed(name)) }))
    .filter((group) => group.names.length > 0);
  const names = missing.flatMap((group) => group.names);
  const tried = join(root, 'node_modules', '.set-up-system');
  // What couldn't be had yesterday is not asked for again at every command.
  if (names.length === 0 || readOr(tried, '') === names.join(' ')) return;
  triedSystemPackages = () => writeFileSync(tried, names.join(' '));
  const prefix = aptPrefix();
  for (const group of missing) say(`${group.names.join(', ')}: ${group.why}`);
  if (prefix === null) {
    say(
      `not installed, because apt may not be used here. By hand: sudo apt-get install ${names.join(' ')}`,
    );
    for (const group of missing) say(`without ${group.names.join(', ')}, ${group.without}`);
    return;
  }
  const apt = (...args) => {
    const words = [...prefix, 'apt-get', ...args];
    return run(words[0], words.slice(1), { DEBIAN_FRONTEND: 'noninteractive' });
  };
  apt('update', '-qq');
  if (!apt('install', '-y', '-qq', '--no-install-recommends', ...names)) {
    // One name that this release does not know must not cost the others.
    for (const group of missing) {
      if (!apt('install', '-y', '-qq', '--no-install-recommends', ...group.names)) {
        say(`could not install ${group.names.join(', ')}; ${group.without}`);
      }
    }
  }
}

/** What the installed packages were made from. */
function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}`;
}

function installNodePackages() {
  const stamp = join(root, 'node_modules', '.set-up');
  const ready =
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint() &&
    existsSync(join(root, 'node_modules', 'node', 'package.json'));
  if (ready) return;
  say('npm packages: installing those of package-lock.json (first time, or the list changed)');
  // Not `npm ci`: it refuses a lock file that was written where only some platforms' builds of a tool could be seen,
  // while the versions in the lock hold for `npm install` all the same.
  if (!run('npm', ['install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])) {
    say('npm could not install the packages. Its own words are above.');
    process.exit(1);
  }
  writeFileSync(stamp, fingerprint());
}

installSystemPackages();
installNodePackages();
triedSystemPackages();
