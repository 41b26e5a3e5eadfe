import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { runProgram } from './run-program.mjs';
import { say } from './say.mjs';

/** System packages by purpose. Nothing fails without them; `without` names what is lost. */
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
    names: ['chromium-headless-shell'],
    purposes: ['test'],
    why: 'runs the tests of the page with less processor time',
    without: 'the tests of the page run in Chromium, which takes longer',
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

/** A silent server or another running apt must not delay the start for long. */
const APT_LIMITS = [
  '-o',
  'Acquire::http::Timeout=20',
  '-o',
  'Acquire::https::Timeout=20',
  '-o',
  'Acquire::Retries=1',
  '-o',
  'DPkg::Lock::Timeout=60',
];

function installed(name) {
  const answer = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.includes('install ok installed');
}

/** The command in front of apt-get that needs no password; null if apt-get cannot be used. */
function aptPrefix() {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? ['sudo', '-n']
    : null;
}

/** Installs the groups, and reports for each failed one what is lost without it. */
function install(root, prefix, groups) {
  const apt = (...args) => {
    const [program, ...words] = [...prefix, 'apt-get', ...APT_LIMITS, ...args];
    return runProgram(root, program, words, { DEBIAN_FRONTEND: 'noninteractive' }) === 0;
  };
  const installThese = (names) => apt('install', '-y', '-qq', '--no-install-recommends', ...names);
  apt('update', '-qq');
  if (installThese(groups.flatMap(({ names }) => names))) return;
  for (const { names, without } of groups) {
    // One unknown name must not keep the others from being installed.
    if (!installThese(names)) say(`could not install ${names.join(', ')}; ${without}`);
  }
}

/**
 * Installs the Debian packages that the purpose needs if apt needs no password; else prints how to install them by hand.
 * Failed packages are not attempted again.
 *
 * @param notes of `createNotes`
 */
export function installSystemPackages({ root, purpose, notes }) {
  if (process.platform !== 'linux') return;
  if (spawnSync('dpkg-query', ['--version'], { stdio: 'ignore' }).status !== 0) return;
  const asked = new Set(notes.read('system-packages') ?? []);
  const missing = SYSTEM_PACKAGES.filter(({ purposes }) => purposes.includes(purpose))
    .map((group) => ({
      ...group,
      names: group.names.filter((name) => !asked.has(name) && !installed(name)),
    }))
    .filter(({ names }) => names.length > 0);
  const names = missing.flatMap((group) => group.names);
  if (names.length === 0) return;
  for (const group of missing) say(`${group.names.join(', ')}: ${group.why}`);
  const prefix = aptPrefix();
  if (prefix === null) {
    const byHand = `By hand: sudo apt-get install ${names.join(' ')}`;
    say(`not installed, because apt needs a password here. ${byHand}`);
    for (const group of missing) say(`without ${group.names.join(', ')}, ${group.without}`);
  } else install(root, prefix, missing);
  notes.write('system-packages', [...asked, ...names]);
}
