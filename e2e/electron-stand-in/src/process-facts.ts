import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { AppPackage } from './app-package.ts';
import { browser } from './browser.ts';
import type { CommandLine } from './command-line.ts';

/** The version of the `electron` package whose API this stands in for. */
function electronVersion(): string {
  const manifest = join(
    dirname(createRequire(import.meta.url).resolve('electron/electron.d.ts')),
    'package.json',
  );
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** Gives `process` the members that it has in Electron's main process. */
export function becomeElectronProcess(appPackage: AppPackage, commandLine: CommandLine): void {
  const versions = Object.create(null, {
    ...Object.getOwnPropertyDescriptors(process.versions),
    electron: { value: electronVersion(), enumerable: true },
    // Known from when the app is ready.
    chrome: { get: () => browser.version, enumerable: true },
  }) as NodeJS.ProcessVersions;
  const facts: Record<string, unknown> = {
    type: 'browser',
    resourcesPath: appPackage.resourcesPath,
    versions,
  };
  if (!appPackage.packed) facts['defaultApp'] = true;
  for (const [name, value] of Object.entries(facts)) {
    Object.defineProperty(process, name, { value, enumerable: true, configurable: true });
  }
  // An installed app has no path of its own among its arguments, and sees the switches that Playwright adds;
  // from the others Playwright's loader removes them.
  const executable = process.argv[0]!;
  process.argv = appPackage.packed
    ? [executable, ...process.argv.slice(2).filter((each) => each !== commandLine.appPath)]
    : [executable, commandLine.appPath!, ...commandLine.appArguments];
  // The inspector is this process's alone, not its children's.
  process.execArgv = [];
}
