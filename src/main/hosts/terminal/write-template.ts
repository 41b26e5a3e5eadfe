import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { configTemplate } from '#shared/dropbox/config-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Context } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { wrongPath } from './output-folder.ts';

/** `--write-template-dropbox-config`: writes a config file to fill in. An existing file is never changed. */
export function writeTemplate({ options, cwd, print, screen }: Context): ExitCode {
  const file = resolve(cwd, options.dropboxConfig);
  try {
    // For its owner's eyes only: it will hold a password and a token.
    writeFileSync(file, configTemplate(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EEXIST' || errno === 'EISDIR') {
      throw new AppError(
        'bad-usage',
        `${file} exists already and was not changed. Name another file with --dropbox-config.`,
        { cause: error },
      );
    }
    if (errno === 'ENOENT') {
      throw new AppError(
        'bad-usage',
        `--dropbox-config ${options.dropboxConfig}: its folder does not exist.`,
        { cause: error },
      );
    }
    throw wrongPath('--dropbox-config', options.dropboxConfig, error);
  }
  print(options.dropboxConfig);
  screen.say(`Fill in the three values of ${file}, then run the command again.`);
  return EXIT.allGood;
}
