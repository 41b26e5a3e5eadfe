import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a host knows about how its program runs. */
export interface CommandPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform`. */
  readonly platform: string;
  /** The launcher of a checkout, `…/build/vast-pilot.mjs`; null in an installed app. */
  readonly launcher: string | null;
  /** The program of an installed app, which takes the command's flags, too. */
  readonly program: string;
}

/**
 * The words that run the command on this machine as they stand: `vast-pilot` if it is on the path, or else this checkout's
 * launcher or this app's own program by its path.
 */
export function commandWords(place: CommandPlace): readonly string[] {
  if (isOnPath(place)) return ['vast-pilot'];
  return place.launcher === null ? [place.program] : ['node', place.launcher];
}

function isOnPath({ env, platform }: CommandPlace): boolean {
  const names = platform === 'win32' ? ['vast-pilot.cmd', 'vast-pilot.exe'] : ['vast-pilot'];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((name) => name !== '');
  return folders.some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(realpathSync(file), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
