import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { localNames } from '#shared/downloads/local-name.ts';

/** Few enough for a slow network disk, many enough for a fast one. */
const AT_ONCE = 32;

/**
 * The absolute path of each survey path's file in an output folder; null if no file is there.
 *
 * @param platform as `process.platform`
 */
export async function filesOnDisk(
  outputFolder: string,
  paths: readonly string[],
  platform: string,
): Promise<readonly (string | null)[]> {
  const rules = platform === 'win32' ? 'windows' : 'posix';
  const found: (string | null)[] = paths.map(() => null);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < paths.length; at = next++) {
      found[at] = await fileOf(() => join(outputFolder, ...localNames(paths[at]!, rules)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/** Null for a name that no file can have here, too. */
async function fileOf(name: () => string): Promise<string | null> {
  try {
    const file = name();
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}
