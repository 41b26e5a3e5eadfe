import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { installDoubles } from './doubles.ts';
import { findChromium } from './src/find-chromium.ts';

const ELECTRON = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const STAND_IN = join(import.meta.dirname, 'electron-stand-in');

export interface LaunchOptions {
  /** The app's folder, its main script, or its `app.asar`. */
  readonly appPath: string;
  /** The app's own arguments, such as `--user-data-dir=…`. */
  readonly args?: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Electron's executable where its runtime is installed; the stand-in's elsewhere. */
function executable(): { readonly path: string; readonly real: boolean } {
  const pathFile = join(ELECTRON, 'path.txt');
  const real = existsSync(pathFile) ? join(ELECTRON, 'dist', readFileSync(pathFile, 'utf8')) : '';
  return real !== '' && existsSync(real)
    ? { path: real, real: true }
    : { path: STAND_IN, real: false };
}

/** Starts the app under Playwright, on Electron's own runtime where it is installed and else on the stand-in. */
export async function launchApp(options: LaunchOptions): Promise<ElectronApplication> {
  const { appPath, args = [], env = {}, cwd } = options;
  const { path, real } = executable();
  const app = await _electron.launch({
    // Without a path Playwright starts the installed Electron, and holds its `ready` back until it is attached.
    ...(real ? {} : { executablePath: path }),
    ...(cwd === undefined ? {} : { cwd }),
    args: [appPath, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
    // Playwright's own emulation (light, unless told) would hide the app's theme from its pages.
    colorScheme: null,
  });
  if (real) await installDoubles(app);
  return app;
}

/** The program and its arguments, for starts without Playwright, such as a second instance. */
export function appCommand(
  appPath: string,
  args: readonly string[] = [],
): { program: string; args: string[] } {
  return { program: executable().path, args: [appPath, ...args] };
}

/** The runtime of the specs: `Electron 45.4` or `stand-in (Node 24.21, Chromium 156)`. */
export function runtimeName(): string {
  return (knownName ??= nameRuntime());
}

/** It takes a start of Chromium to know its version. */
let knownName: string | null = null;

function nameRuntime(): string {
  const short = (version: string) => version.split('.').slice(0, 2).join('.');
  if (executable().real) {
    const { version } = JSON.parse(readFileSync(join(ELECTRON, 'package.json'), 'utf8')) as {
      version: string;
    };
    return `Electron ${short(version)}`;
  }
  const chromium =
    /\d+/.exec(execFileSync(findChromium(), ['--version'], { encoding: 'utf8' }))?.[0] ?? '?';
  return `stand-in (Node ${short(process.versions.node)}, Chromium ${chromium})`;
}
