import { isAbsolute } from 'node:path';
import { namedPath } from '#main/system/disk/named-path.ts';
import { createStateFile } from '#main/system/disk/state-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Settings, Versioned } from '#shared/ipc/contract.ts';
import { settingsFileSchema } from './settings-file-schema.ts';

export interface SettingsStore {
  get(): Versioned<Settings>;
  /** Changes some settings and writes them all. Throws AppError; nothing is changed then. */
  set(change: Partial<Settings>): Promise<void>;
}

export interface SettingsDeps {
  /** Where they are kept. */
  readonly file: string;
  readonly defaults: Settings;
  /** A sentence for the user and the log: what was wrong with the file. */
  readonly onProblem: (problem: string) => void;
  readonly onChange: (settings: Versioned<Settings>, before: Settings) => void;
}

/** Settings from their file; for each that can't be read, or all of them, the default holds. */
export async function openSettings(deps: SettingsDeps): Promise<SettingsStore> {
  const { defaults, onProblem, onChange } = deps;
  const unreadable: string[] = [];
  const schema = settingsFileSchema(defaults, (name) => unreadable.push(name));
  const file = createStateFile(deps.file, schema);
  const { value, problem } = await file.read();
  if (problem !== null) onProblem(`${problem} The usual settings are used instead.`);
  if (unreadable.length > 0) {
    const names = unreadable.join(', ');
    onProblem(
      `${deps.file}: this version can't read ${names}. The usual value is used instead, and the file keeps its own until you change it in Settings.`,
    );
  }
  let current: Versioned<Settings> = {
    revision: 1,
    value: value === null ? defaults : withUsableFolder(value, deps),
  };
  return {
    get: () => current,
    async set(change) {
      const before = current;
      const outputFolder = namedPath(
        'The output folder',
        change.outputFolder ?? before.value.outputFolder,
      );
      const next = { ...before.value, ...change, outputFolder };
      if (!isAbsolute(next.outputFolder)) {
        throw new AppError('bad-usage', 'Enter an absolute path for the output folder.');
      }
      current = { revision: before.revision + 1, value: next };
      onChange(current, before.value);
      try {
        await file.write(next);
      } catch (error) {
        // Nobody else has changed anything meanwhile, or that change is kept.
        if (current.value === next) {
          current = { revision: current.revision + 1, value: before.value };
          onChange(current, next);
        }
        throw error;
      }
    },
  };
}

/** A file that somebody edited may say `~/data`. One folder that can't be used is no reason to forget the rest. */
function withUsableFolder(value: Settings, { defaults, onProblem }: SettingsDeps): Settings {
  try {
    return { ...value, outputFolder: namedPath('The output folder', value.outputFolder) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    onProblem(`${why} ${defaults.outputFolder} is used instead.`);
    return { ...value, outputFolder: defaults.outputFolder };
  }
}
