import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWindow } from './open-window.mjs';
import { sortWords } from './sort-words.mjs';
import { whyNoWindowHere } from './why-no-window.mjs';

// The literal output of Chromium, Electron and the dynamic linker on such systems, and how they exit.
const FAILED_STARTS = [
  {
    name: 'a sandbox that Ubuntu restricts',
    stderr:
      "[77996:0908/150845.938417:FATAL:sandbox/linux/suid/client/setuid_sandbox_host.cc:166] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I'm aborting now. You need to make sure that /x/chrome-sandbox is owned by root and has mode 4755.",
    end: 'kill -TRAP $$',
    why: /sandbox to use user namespaces/,
    remedy: /sudo chown root:root "(.*)\/chrome-sandbox" && sudo chmod 4755 "\1\/chrome-sandbox"/,
  },
  {
    name: 'no sandbox at all',
    stderr:
      '[4317:0206/185050.022641:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! If you are running on Ubuntu 23.10+ or another Linux distro that has disabled unprivileged user namespaces with AppArmor, see https://chromium.googlesource.com/chromium/src/+/main/docs/security/apparmor-userns-restrictions.md.',
    end: 'kill -TRAP $$',
    why: /sandbox to use user namespaces/,
    remedy: /sudo chmod 4755/,
  },
  {
    name: 'root',
    stderr:
      '[0715/041438.326273:FATAL:electron_main_delegate.cc(292)] Running as root without --no-sandbox is not supported. See https://crbug.com/638180.',
    end: 'kill -TRAP $$',
    why: /refuses to run as root/,
    remedy: /ordinary user/,
  },
  {
    name: 'a missing X server',
    stderr:
      '[2:0511/133402.082510:ERROR:ui/ozone/platform/x11/ozone_platform_x11.cc:256] Missing X server or $DISPLAY\n[2:0511/133402.082580:ERROR:ui/aura/env.cc:246] The platform failed to initialize.  Exiting.',
    end: 'kill -SEGV $$',
    why: /the display does not answer \(DISPLAY=:77\)/,
    remedy: /desktop session/,
  },
  {
    name: 'a missing compositor',
    stderr:
      '[5435:0823/202339.481787:ERROR:ui/ozone/platform/wayland/host/wayland_connection.cc:202] Failed to connect to Wayland display: No such file or directory (2)',
    end: 'exit 1',
    why: /the display does not answer/,
    remedy: /desktop session/,
  },
  {
    name: "another user's display",
    stderr:
      'Authorization required, but no authorization protocol specified\n\n[5:0823/202339.481787:ERROR:ozone_platform_x11.cc(240)] Missing X server or $DISPLAY',
    end: 'exit 1',
    why: /display belongs to another user/,
    remedy: /logged in at the display/,
  },
  {
    name: 'a missing library',
    stderr:
      '/x/electron: error while loading shared libraries: libnss3.so: cannot open shared object file: No such file or directory',
    end: 'exit 127',
    why: /the system library libnss3\.so is missing/,
    remedy: /similar ones: sudo apt-get install libgtk-3-0t64 libnss3 libasound2t64 libgbm1/,
  },
  {
    name: 'a system library that is too old',
    stderr: "/x/electron: /lib/libc.so.6: version `GLIBC_2.34' not found (required by /x/electron)",
    end: 'exit 1',
    why: /too old for Electron \(it lacks GLIBC_2\.34\)/,
    remedy: /page/,
  },
  {
    name: 'a crash without output',
    stderr: '',
    end: 'kill -ILL $$',
    why: /crashed with SIGILL/,
    remedy: /above/,
  },
];

describe.skipIf(process.platform === 'win32')('the window', () => {
  let folder;
  let said;
  const stderr = {
    write(text) {
      said += text;
    },
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'open-window-'));
    said = '';
    // A Debian whose packages were renamed for 64-bit times.
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
    addProgram('apt-get', 'exit 0');
    addProgram('apt-cache', 'printf "Package: %s\\n" libgtk-3-0t64 libasound2t64; exit 100');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('names the libraries as other systems do, too', async () => {
    const script =
      'echo "error while loading shared libraries: libnss3.so: not there" >&2; exit 127';
    vi.stubEnv('PATH', folder);
    rmSync(join(folder, 'apt-get'));
    expect((await open(executable(script))).remedy).toMatch(/this system's package manager/);
    addProgram('dnf', 'exit 0');
    expect((await open(executable(script))).remedy).toMatch(/sudo dnf install gtk3 nss/);
  });

  function addProgram(name, script, mode = 0o755) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, mode);
    return file;
  }
  const executable = (script, mode) => addProgram('electron', script, mode);
  const open = (file, args = []) =>
    openWindow({
      executable: file,
      args,
      stderr,
      env: { PATH: process.env.PATH, DISPLAY: ':77', ELECTRON_RUN_AS_NODE: '1' },
    });

  it.each(FAILED_STARTS)('does not open with $name, and the reason is reported', async (start) => {
    writeFileSync(join(folder, 'words'), start.stderr);
    const end = await open(executable(`cat "${folder}/words" >&2\n${start.end}`));
    expect(end).toMatchObject({ kind: 'no-window', why: expect.stringMatching(start.why) });
    expect(end.remedy).toMatch(start.remedy);
    expect(end.remedy).not.toContain('--no-sandbox');
    expect(said).toBe(start.stderr);
  });

  it('does not open if the runtime is not executable', async () => {
    const end = await open(executable('exit 0', 0o644));
    expect(end).toMatchObject({ kind: 'no-window', why: expect.stringContaining('EACCES') });
  });

  it.each([0, 1, 3])('ends with the exit status of the app: %d', async (code) => {
    expect(await open(executable(`echo "not a known reason" >&2; exit ${code}`))).toEqual({
      kind: 'ended',
      code,
    });
  });

  it('gets the arguments unchanged, and none that disables the sandbox', async () => {
    const script = `printf '%s|' "$@" "\${ELECTRON_RUN_AS_NODE-unset}" >&2`;
    await open(executable(script), ['/the app', '--lang=de']);
    expect(said).toBe('/the app|--lang=de|unset|');
  });

  it('does not count as failed if it is stopped together with its parent', async () => {
    const file = executable(
      'trap "kill -SEGV \\$\\$" TERM; echo up >&2; while :; do sleep 0.1; done',
    );
    const script = `
      import { openWindow } from ${JSON.stringify(new URL('open-window.mjs', import.meta.url).href)};
      console.log(JSON.stringify(await openWindow({ executable: ${JSON.stringify(file)}, args: [] })));
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await once(parent.stderr, 'data');
    parent.kill('SIGTERM');
    const [line] = await once(parent.stdout.setEncoding('utf8'), 'data');
    expect(JSON.parse(line)).toMatchObject({ kind: 'ended' });
  });
});

describe('the reasons not to fetch a runtime', () => {
  const desktop = { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000, words: [] };

  it('are a missing display, and root', () => {
    expect(whyNoWindowHere(desktop)).toBeNull();
    expect(whyNoWindowHere({ ...desktop, env: {} }).why).toMatch(/no display/);
    expect(whyNoWindowHere({ ...desktop, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull();
    expect(whyNoWindowHere({ ...desktop, uid: 0 }).why).toMatch(/root/);
  });

  it('do not hold if the user passes a flag against them, or on another system', () => {
    expect(whyNoWindowHere({ ...desktop, uid: 0, words: ['--no-sandbox'] })).toBeNull();
    expect(
      whyNoWindowHere({ ...desktop, env: {}, words: ['--ozone-platform=headless'] }),
    ).toBeNull();
    expect(whyNoWindowHere({ platform: 'darwin', env: {}, uid: 0, words: [] })).toBeNull();
  });
});

describe('the arguments after npm start --', () => {
  it.each([
    [[], false, [], []],
    [['--page'], true, [], []],
    [['--port', '8080'], true, ['--port', '8080'], []],
    [['--port=8080', '--lang=de'], true, ['--port=8080'], ['--lang=de']],
    [['list.csv', '--lang=de'], false, [], ['list.csv', '--lang=de']],
  ])('%j go to the page or to the window', (words, wantsPage, forPage, forWindow) => {
    expect(sortWords(words)).toEqual({ wantsPage, forPage, forWindow });
  });
});
