import { join } from 'node:path';
import { localNames, type NameRules } from '#shared/downloads/local-name.ts';

/** The three names that a download has on disk. */
export interface Target {
  /** The file under its final name: present only once it is complete and checked. */
  readonly file: string;
  readonly part: string;
  readonly journal: string;
  /** The folder that holds all three. */
  readonly folder: string;
}

/** Where a survey path is kept below `outputFolder`. Throws AppError `name-refused`. */
export function targetOf(outputFolder: string, path: string, rules: NameRules): Target {
  const names = localNames(path, rules);
  const file = join(outputFolder, ...names);
  return {
    file,
    part: `${file}.part`,
    journal: `${file}.part.journal`,
    folder: join(outputFolder, ...names.slice(0, -1)),
  };
}
