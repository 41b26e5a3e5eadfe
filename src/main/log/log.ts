import { makeFolder } from '#main/disk/make-folder.ts';
import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import type { Redactor } from './redact.ts';

/** How many log files are kept; older ones are deleted when a new one is begun. */
const KEPT_FILES = 30;

const NAME = /^vast-pilot-.*\.log$/;

export interface Log {
  /** Where the lines go. */
  readonly file: string;
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

/**
 * Begins a log file of its own for one run of the program. Secrets that `redactor` knows never reach it.
 *
 * @param folder created if missing
 * @param startedAt gives the file its name
 * @param level `debug` also keeps what is only of use to developers
 */
export function openLog(
  folder: string,
  startedAt: Date,
  level: 'info' | 'debug',
  redactor: Redactor,
): Log {
  makeFolder(folder);
  deleteOld(folder);
  const time = startedAt.toISOString().replace(/[:.]/g, '-');
  const file = join(folder, `vast-pilot-${time}-${process.pid}.log`);
  const logger = electronLog.create({ logId: file });
  logger.transports.console.level = false;
  // Otherwise it looks for a package.json around the folder that the user is in, and without one writes nothing.
  logger.transports.file.setAppName('vast-pilot');
  logger.transports.file.level = level;
  logger.transports.file.resolvePathFn = () => file;
  logger.transports.file.format = '{iso} {level} {text}';
  // A run of weeks may write much; a second file of the same size is kept.
  logger.transports.file.maxSize = 20 * 1024 * 1024;
  const clean = (text: string): string => redactor.apply(text);
  return {
    file,
    debug: (text) => logger.debug(clean(text)),
    info: (text) => logger.info(clean(text)),
    warn: (text) => logger.warn(clean(text)),
    error: (text) => logger.error(clean(text)),
  };
}

function deleteOld(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .toSorted();
  for (const name of files.slice(0, Math.max(0, files.length - KEPT_FILES + 1))) {
    try {
      unlinkSync(join(folder, name));
    } catch {
      // Another run may be deleting it, or still holds it open.
    }
  }
}
