import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CdpConnection } from './cdp.ts';
import { findChromium, SHORT_LIVED_PAGES } from './find-chromium.ts';

export interface Chromium {
  readonly connection: CdpConnection;
  /** The line that Playwright waits for, after Chromium has printed it. */
  readonly listening: Promise<string>;
  /** Resolves when the process has exited. */
  stop(): Promise<void>;
}

const SWITCHES = [
  // It ends when this pipe does: no Chromium outlives its app, however the app dies.
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-hang-monitor',
  '--disable-ipc-flooding-protection',
  '--disable-sync',
  '--enable-unsafe-swiftshader',
  '--force-color-profile=srgb',
  '--password-store=basic',
  '--use-mock-keychain',
  SHORT_LIVED_PAGES,
  // The address bar's pop-ups are pages of their own, and each window would make two.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,' +
    'OptimizationHints,PaintHolding,Translate,MediaRouter',
];

export interface ChromiumOptions {
  /** Where its profile goes. */
  readonly scratch: string;
  readonly sandbox: boolean;
  /** Whether others may attach by a port, as Playwright does. */
  readonly port: boolean;
}

/** Starts Chromium; without a display its windows are invisible. */
export function startChromium({ scratch, sandbox, port }: ChromiumOptions): Chromium {
  const child = spawn(
    findChromium(),
    [
      ...SWITCHES,
      `--user-data-dir=${join(scratch, 'profile')}`,
      ...(port ? ['--remote-debugging-port=0'] : []),
      ...(sandbox ? [] : ['--no-sandbox']),
      ...(process.env['DISPLAY'] === undefined ? ['--headless'] : []),
    ],
    // TMPDIR, because it makes a folder for its lock there, which it leaves behind when it is killed.
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, TMPDIR: scratch },
    },
  );
  const [, , errors, output, input] = child.stdio as unknown as [
    null,
    null,
    Readable,
    Writable,
    Readable,
  ];
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let stopping = false;
  // First of all, so that it writes nothing more when its folder is removed.
  process.prependOnceListener('exit', () => child.kill('SIGKILL'));
  void ended.then(() => {
    if (!stopping) end(child);
  });
  return {
    connection: new CdpConnection(output, input),
    listening: listeningLine(errors),
    stop: () => {
      stopping = true;
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Electron is one process with its Chromium, so the app exits when Chromium does. */
function end(child: ChildProcess): never {
  console.error(
    `Chromium has ended (${child.signalCode ?? child.exitCode ?? 'it could not be started'}).`,
  );
  process.exit(1);
}

function listeningLine(errors: Readable): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    errors.setEncoding('utf8');
    errors.on('data', (chunk: string) => {
      text += chunk;
      const line = /^DevTools listening on ws:\/\/\S+/m.exec(text)?.[0];
      if (line !== undefined) resolve(line);
      text = text.slice(-500);
    });
  });
}
