import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { namedPath } from '#main/system/disk/named-path.ts';

export { DEMO_FOLDER } from '#shared/ipc/demo-folder.ts';

/** Below the output folder: what the window's cutouts are saved in. No listing has a folder of that name. */
export const CUTOUTS_FOLDER = 'cutouts';

/** Where the program keeps its own state: queues, listings, settings, logs. */
export interface AppPaths {
  readonly home: string;
  readonly logs: string;
  readonly catalogue: string;
  /** The queue database of an output folder: one per folder, so that two runs never share one. */
  queueOf(outputFolder: string): string;
}

/**
 * The system's data folder of the user, or `VAST_PILOT_HOME`. Throws AppError if its name can't be used.
 *
 * @param env the process's environment
 * @param platform as `process.platform`
 */
export function appPaths(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): AppPaths {
  const named = env['VAST_PILOT_HOME'] || defaultHome(env, platform);
  const home = resolve(namedPath('VAST_PILOT_HOME', named));
  return {
    home,
    logs: join(home, 'logs'),
    catalogue: join(home, 'catalogue.sqlite'),
    queueOf: (outputFolder) => join(home, 'queues', `${folderKey(outputFolder)}.sqlite`),
  };
}

function defaultHome(env: Readonly<Record<string, string | undefined>>, platform: string): string {
  if (platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', 'VAST Pilot Downloader');
  }
  if (platform === 'win32') {
    return join(
      env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'),
      'VAST Pilot Downloader',
    );
  }
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'vast-pilot');
}

/** A key for a folder, equal for all its spellings if the folder exists. */
function folderKey(outputFolder: string): string {
  let folder = resolve(outputFolder);
  try {
    folder = realpathSync(folder);
  } catch {
    // It does not exist yet, so its name must suffice.
  }
  return createHash('sha256').update(folder).digest('hex').slice(0, 24);
}
