import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { runProgram } from './run-program.mjs';
import { say } from './say.mjs';

const DEPENDENCY_KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/**
 * The flags of every npm call. npm passes flags of the calling script on in the environment, so that a forgotten `--`
 * (`npm run cli --dry-run`) would make this npm install nothing, too.
 */
const NPM_FLAGS = [
  '--include=dev',
  '--include=optional',
  '--dry-run=false',
  '--global=false',
  '--package-lock-only=false',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The key of the packages' lock file and system. */
function fingerprint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}`;
}

/** Whether the lock file has the same ranges as package.json. */
function lockFits(root) {
  const manifest = readJson(join(root, 'package.json'));
  const locked = readJson(join(root, 'package-lock.json')).packages?.[''] ?? {};
  const rangesOf = (from) =>
    DEPENDENCY_KINDS.flatMap((kind) =>
      Object.entries(from[kind] ?? {}).map(([name, range]) => `${kind} ${name} ${range}`),
    ).toSorted();
  return JSON.stringify(rangesOf(manifest)) === JSON.stringify(rangesOf(locked));
}

/** The Node among the packages, or null. An install script links it in. */
export function packagedNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = join(root, 'node_modules', 'node', 'bin', name);
  return existsSync(file) ? file : null;
}

function giveUp(line) {
  say(line);
  process.exit(1);
}

/** The exit status of an npm call without its output; null without npm. */
function quietStatus(root, words) {
  const shell = process.platform === 'win32';
  return spawnSync('npm', words, { cwd: root, stdio: 'ignore', shell }).status;
}

/** Runs `npm ci`, which never writes the lock file; if npm refuses the lock, an install that leaves it unchanged. */
function installFromLock(root) {
  const npm = (...words) => runProgram(root, 'npm', [...words, ...NPM_FLAGS]);
  if (npm('ci') === 0) return true;
  // A dry run needs no network, so it fails only if npm refuses the lock.
  if (quietStatus(root, ['ci', ...NPM_FLAGS, '--dry-run=true']) === 0) return false;
  say('this npm refuses package-lock.json; installing its versions anyway');
  return npm('install', '--no-save') === 0;
}

const stampIn = (root) => join(root, 'node_modules', '.set-up');

/** Whether the packages of the present lock file are installed on this system. */
export function hasNpmPackages(root) {
  const stamp = stampIn(root);
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint(root) &&
    existsSync(join(root, 'node_modules', 'node', 'package.json'))
  );
}

/** Notes that the packages of the lock file are installed. */
export function markNpmPackages(root) {
  writeFileSync(stampIn(root), fingerprint(root));
}

/** Installs the packages of the lock file. Exits the process on failure. */
export function installNpmPackages(root) {
  if (quietStatus(root, ['--version']) === null) {
    giveUp('npm was not found. It comes with Node: install Node 20 or newer from nodejs.org.');
  }
  say('npm packages: installing those of package-lock.json (first time, or the list changed)');
  let done;
  if (lockFits(root)) done = installFromLock(root);
  else {
    say(
      'package.json has changed since package-lock.json was written: npm updates package-lock.json',
    );
    done = runProgram(root, 'npm', ['install', ...NPM_FLAGS]) === 0;
  }
  if (!done) {
    giveUp(
      'npm could not install the packages; its own messages are above. To try again, run "npm run setup".',
    );
  }
  if (packagedNode(root) === null && Number(process.versions.node.split('.')[0]) < 24) {
    giveUp(
      "npm ran no install scripts (ignore-scripts is set), so Node 24 isn't linked in. " +
        'To link it: npm rebuild node --ignore-scripts=false',
    );
  }
  markNpmPackages(root);
}
