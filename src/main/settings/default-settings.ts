import { isAbsolute, join } from 'node:path';
import type { Settings } from '#shared/ipc/contract.ts';

/**
 * The settings of a new user. Where vast-tools has been told its data folder (`VAST_DATA_DIR`), that is where the
 * files go.
 */
export function defaultSettings(
  env: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
): Settings {
  const dataFolder = env['VAST_DATA_DIR'] ?? '';
  return {
    outputFolder: isAbsolute(dataFolder) ? dataFolder : join(homeFolder, 'VAST_DOWNLOAD'),
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
