import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

/** Debian's packages of the libraries that Electron needs; newer releases append t64 to some names. */
const DEBIAN_LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6'];
const FEDORA_LIBRARIES = ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'libXScrnSaver', 'libXtst'];

const NO_DISPLAY_REMEDY =
  'Start it in a desktop session; from another machine, log in with ssh -X first.';
const AS_ROOT = 'Electron refuses to run as root';
const AS_ROOT_REMEDY = 'Start it as an ordinary user.';

/** Whether a program exits with 0. */
function succeeds(program, ...words) {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

/** The package names of this Debian release. */
function debianNames() {
  const renamed = DEBIAN_LIBRARIES.map((name) => `${name}t64`);
  const words = ['show', '--no-all-versions', ...renamed];
  const { stdout } = spawnSync('apt-cache', words, { encoding: 'utf8' });
  const known = new Set((stdout ?? '').match(/(?<=^Package: )\S+$/gm));
  return DEBIAN_LIBRARIES.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

/** The command that installs Electron's libraries on this system, or null. */
function librariesCommand() {
  if (succeeds('apt-get', '--version')) return `sudo apt-get install ${debianNames().join(' ')}`;
  return succeeds('dnf', '--version') ? `sudo dnf install ${FEDORA_LIBRARIES.join(' ')}` : null;
}

/** What Chromium, the dynamic linker and display clients print when they cannot continue. */
const KNOWN = [
  {
    words: /error while loading shared libraries: ([^:\s]+)/,
    why: ([, library]) => `the system library ${library} is missing`,
    remedy: () => {
      const command = librariesCommand();
      return command === null
        ? "Install it with this system's package manager."
        : `To install it and similar ones: ${command}`;
    },
  },
  {
    words: /version [`']?(GLIBC\w*_[\d.]+)'? not found/,
    why: ([, version]) => `this system is too old for Electron (it lacks ${version})`,
    remedy: () => 'The page works on this system.',
  },
  {
    words: /Running as root without --no-sandbox is not supported/,
    why: () => AS_ROOT,
    remedy: () => AS_ROOT_REMEDY,
  },
  {
    words:
      /SUID sandbox helper binary was found, but is not configured correctly|No usable sandbox!|Failed to move to new namespace/,
    why: () =>
      "this system does not allow Chromium's sandbox to use user namespaces (Ubuntu restricts them since 23.10)",
    remedy: ({ executable }) => {
      const helper = `"${join(dirname(executable), 'chrome-sandbox')}"`;
      return `To set up the sandbox's helper: sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`;
    },
  },
  {
    words:
      /Authorization required, but no authorization protocol specified|Invalid MIT-MAGIC-COOKIE-1 key/,
    why: () => 'the display belongs to another user',
    remedy: () => 'Start it as the user who is logged in at the display.',
  },
  {
    words:
      /Missing X server or \$DISPLAY|Failed to (?:connect to|initialize) Wayland|[Uu]nable to open X display|cannot open display/,
    why: (_found, { env }) =>
      `the display does not answer (${['DISPLAY', 'WAYLAND_DISPLAY']
        .filter((name) => env[name])
        .map((name) => `${name}=${env[name]}`)
        .join(', ')})`,
    remedy: () => NO_DISPLAY_REMEDY,
  },
];

/**
 * Finds a reason that keeps the window from opening with any runtime, so that a fetch would be useless.
 *
 * @param words the user's arguments for Electron; with --no-sandbox root is allowed
 * @returns the reason and the remedy, or null
 */
export function whyNoWindowHere({ platform, env, uid, words }) {
  if (platform !== 'linux') return null;
  const needsNoDisplay = words.some((word) => /^--(headless|ozone-platform=headless)$/.test(word));
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY && !needsNoDisplay) {
    return { why: 'there is no display (DISPLAY is not set)', remedy: NO_DISPLAY_REMEDY };
  }
  if (uid === 0 && !words.includes('--no-sandbox')) return { why: AS_ROOT, remedy: AS_ROOT_REMEDY };
  return null;
}

/**
 * Recognizes the reason why Electron could not start in its output.
 *
 * @param stderr its last output
 * @param place `executable` and `env` of that run
 * @returns the reason and the remedy; null if the reason is unknown
 */
export function whyNoWindow(stderr, place) {
  for (const { words, why, remedy } of KNOWN) {
    const found = words.exec(stderr);
    if (found !== null) return { why: why(found, place), remedy: remedy(place) };
  }
  return null;
}
