import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { namedPath } from '#main/system/disk/named-path.ts';
import type { Settings } from '#shared/ipc/contract.ts';

/**
 * The settings of a new user. If `VAST_DATA_DIR` sets the data folder of vast-tools, that folder is the output
 * folder.
 */
export function defaultSettings(
  env: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
): Settings {
  const dataFolder = usable(env['VAST_DATA_DIR'] ?? '', homeFolder);
  return {
    outputFolder: isAbsolute(dataFolder) ? dataFolder : inHome(homeFolder),
    parallel: 4,
    maxRetries: 2,
    splitLarge: true,
    speedLimit: null,
    dailyLimit: null,
    overwrite: false,
    theme: 'system',
    appKey: '',
    // With an address that is not registered Dropbox shows an error, and no code either.
    signInComesBack: false,
    logLevel: 'info',
    compactRows: true,
  };
}

/** The folder of the command and of the script before it, or the one that 0.1.0 downloaded to. */
function inHome(homeFolder: string): string {
  const earlier = join(homeFolder, 'VAST_DOWNLOAD');
  return existsSync(earlier) ? earlier : join(homeFolder, 'vast_dropbox');
}

/** A variable that was set for another program is no reason to fail: what can't be used counts as not set. */
function usable(dataFolder: string, homeFolder: string): string {
  try {
    return namedPath('VAST_DATA_DIR', dataFolder, homeFolder);
  } catch {
    return '';
  }
}
