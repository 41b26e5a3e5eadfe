import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

/** Debian's packages for what Electron links against; newer releases append t64 to the names of some. */
const DEBIAN_LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6'];
const FEDORA_LIBRARIES = ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'libXScrnSaver', 'libXtst'];

const NO_DISPLAY_MEND =
  'Start it in a desktop session; from another machine, log in with ssh -X first.';
const AS_ROOT = 'Electron refuses to run as root';
const AS_ROOT_MEND = 'Start it as an ordinary user.';

/** Whether a program ends well. */
function succeeds(program, ...words) {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

/** The names that this release has for Debian's packages. */
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

/** How Chromium, the dynamic linker and the display servers' clients say why they cannot go on. */
const KNOWN = [
  {
    words: /error while loading shared libraries: ([^:\s]+)/,
    why: ([, library]) => `the system library ${library} is missing`,
    mend: () => {
      const command = librariesCommand();
      return command === null
        ? "Install it with this system's package manager."
        : `This installs it and its like: ${command}`;
    },
  },
  {
    words: /version [`']?(GLIBC\w*_[\d.]+)'? not found/,
    why: ([, version]) => `this system is too old for Electron (it lacks ${version})`,
    mend: () => 'The page needs nothing newer.',
  },
  {
    words: /Running as root without --no-sandbox is not supported/,
    why: () => AS_ROOT,
    mend: () => AS_ROOT_MEND,
  },
  {
    words:
      /SUID sandbox helper binary was found, but is not configured correctly|No usable sandbox!|Failed to move to new namespace/,
    why: () =>
      "this system does not let Chromium's sandbox have user namespaces (Ubuntu restricts them since 23.10)",
    mend: ({ executable }) => {
      const helper = `"${join(dirname(executable), 'chrome-sandbox')}"`;
      return `This gives the sandbox its own helper: sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`;
    },
  },
  {
    words:
      /Authorization required, but no authorization protocol specified|Invalid MIT-MAGIC-COOKIE-1 key/,
    why: () => 'the display belongs to another user',
    mend: () => 'Start it as the user who is logged in at the display.',
  },
  {
    words:
      /Missing X server or \$DISPLAY|Failed to (?:connect to|initialize) Wayland|[Uu]nable to open X display|cannot open display/,
    why: (_found, { env }) =>
      `no display answers (${['DISPLAY', 'WAYLAND_DISPLAY']
        .filter((name) => env[name])
        .map((name) => `${name}=${env[name]}`)
        .join(', ')})`,
    mend: () => NO_DISPLAY_MEND,
  },
];

/**
 * What keeps the window from opening whatever the runtime is, so that fetching it would be for nothing.
 *
 * @param words of the user, for Electron; who passes --no-sandbox may be root
 * @returns why, and what to do, as sentences; or null
 */
export function whyNotWorthATry({ platform, env, uid, words }) {
  if (platform !== 'linux') return null;
  const needsNoDisplay = words.some((word) => /^--(headless|ozone-platform=headless)$/.test(word));
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY && !needsNoDisplay) {
    return { why: 'there is no display (DISPLAY is not set)', mend: NO_DISPLAY_MEND };
  }
  if (uid === 0 && !words.includes('--no-sandbox')) return { why: AS_ROOT, mend: AS_ROOT_MEND };
  return null;
}

/**
 * Recognizes in what Electron wrote why it could not start.
 *
 * @param stderr its last words
 * @param place `executable` and `env` of that run
 * @returns why, and the command or step that mends it; null where it is not known
 */
export function whyNoWindow(stderr, place) {
  for (const { words, why, mend } of KNOWN) {
    const found = words.exec(stderr);
    if (found !== null) return { why: why(found, place), mend: mend(place) };
  }
  return null;
}
