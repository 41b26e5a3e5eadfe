import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { app } from 'electron';
import { appPaths } from '#main/system/paths/paths.ts';

/**
 * Puts what Electron keeps beside what the app keeps, so that one folder holds all and each such folder has an
 * instance of its own. A folder that was asked for on the command line stays.
 */
export function placeUserData(): void {
  if (app.commandLine.hasSwitch('user-data-dir')) return;
  const folder = join(appPaths(process.env, process.platform).home, 'window');
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}
