import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { packagedNode } from './npm-packages.mjs';
import { createProgressLine } from './progress-line.mjs';
import { runInstaller } from './run-installer.mjs';
import { say } from './say.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOTE = 'electron-runtime';
const AGAIN = 'To try again, run "npm run setup -- --electron"';

const packageIn = (root) => join(root, 'node_modules', 'electron');

function versionIn(root) {
  return JSON.parse(readFileSync(join(packageIn(root), 'package.json'), 'utf8')).version;
}

/** Electron's executable, or null if its runtime is not installed. */
export function electronExecutable(root, env = process.env) {
  const folder = packageIn(root);
  const own = env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(folder, 'path.txt');
  // The installer writes this file last.
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null;
  if (name === null && own === undefined) return null;
  const executable = join(own ?? join(folder, 'dist'), name ?? 'electron');
  return existsSync(executable) ? executable : null;
}

/** Removes files that a failed installer has unpacked, which would fill the disk. */
function removeHalf(root) {
  if (existsSync(join(packageIn(root), 'path.txt'))) return;
  try {
    rmSync(join(packageIn(root), 'dist'), { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // The files only take free space.
  }
}

/**
 * Fetches the runtime of Electron's package, and shows its size and the progress. The package's own installer does it: it
 * knows mirrors, keeps a cache, and verifies the checksums of the package.
 *
 * @param notes of `createNotes`; keeps a failure for `fetchElectronOnceADay`
 * @param limits `silenceMs` and `unpackMs` of `runInstaller`
 * @returns null, or the reason why it could not be fetched
 */
async function fetchElectron({ root, notes, env, limits }) {
  const version = versionIn(root);
  say(`Electron ${version}, the runtime of the window, is not installed yet: fetching it once`);
  const line = createProgressLine(process.stderr, `Electron ${version}`);
  const why = await runInstaller({
    installer: join(packageIn(root), 'install.js'),
    node: packagedNode(root) ?? process.execPath,
    env,
    silenceMs: limits.silenceMs ?? 60_000,
    unpackMs: limits.unpackMs ?? 600_000,
    onProgress: (progress) => line.show(progress),
  });
  line.end();
  const failed = why ?? (electronExecutable(root, env) === null ? 'nothing was unpacked' : null);
  if (failed === null) {
    notes.remove(NOTE);
    say(`Electron ${version} is installed`);
    return null;
  }
  removeHalf(root);
  notes.write(NOTE, { atMs: Date.now(), version, why: failed });
  return failed;
}

/** The reason not to ask a server now, or null. */
function whyNotToday({ root, notes, env }) {
  if (env.ELECTRON_SKIP_BINARY_DOWNLOAD) return 'ELECTRON_SKIP_BINARY_DOWNLOAD is set';
  const note = notes.read(NOTE);
  if (note === null || note.version !== versionIn(root)) return null;
  const ageMs = Date.now() - note.atMs;
  // A clock that was set back must not keep the note valid.
  return ageMs >= 0 && ageMs < DAY_MS ? `${note.why} (tried less than a day ago)` : null;
}

/**
 * Fetches the runtime if it is missing. After a failure there is no attempt for a day, so that starts do not wait. A
 * failure prints one line.
 *
 * @returns the executable, or null
 */
export async function fetchElectronOnceADay({ root, notes, env = process.env, limits = {} }) {
  const here = electronExecutable(root, env);
  if (here !== null) return here;
  const known = whyNotToday({ root, notes, env });
  const why = known ?? (await fetchElectron({ root, notes, env, limits }));
  if (why !== null) say(`no window, because Electron's runtime is missing: ${why}. ${AGAIN}.`);
  return electronExecutable(root, env);
}

/** `npm run setup -- --electron`. @returns whether the runtime is installed */
export async function fetchElectronNow({ root, notes, env = process.env, limits = {} }) {
  if (electronExecutable(root, env) !== null) {
    say(
      `Electron ${versionIn(root)} is already installed: ${dirname(electronExecutable(root, env))}`,
    );
    return true;
  }
  const why = await fetchElectron({ root, notes, env, limits });
  if (why !== null) say(`Electron could not be fetched: ${why}. ${AGAIN}.`);
  return why === null;
}
