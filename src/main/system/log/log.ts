import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import { makeFolder } from '#main/system/disk/make-folder.ts';
import { openLogFile } from './log-file.ts';
import type { Redactor } from './redact.ts';

/** Older log files are deleted when a new one starts. */
const MAX_FILES = 30;

const NAME = /^vast-pilot-.*\.log$/;

/** `debug` adds lines for developers. */
export type LogLevel = 'info' | 'debug';

export interface Log {
  /** The path of the log file. */
  readonly file: string;
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

/** A log whose level can be changed at any time. */
export interface LeveledLog extends Log {
  setLevel(level: LogLevel): void;
}

/**
 * Opens a log file for one run of the program. Secrets that `redactor` knows never reach it. Lines that can't be written
 * are counted, and never stop the program.
 *
 * @param folder created if missing
 * @param startedAt part of the file's name
 * @param onTrouble called for the first line that can't be written
 * @throws Node's file-system errors if the file can't be created
 */
export function openLog(
  folder: string,
  startedAt: Date,
  level: LogLevel,
  redactor: Redactor,
  onTrouble: (error: unknown) => void = () => undefined,
): LeveledLog {
  makeFolder(folder);
  deleteOld(folder);
  const time = startedAt.toISOString().replace(/[:.]/g, '-');
  const file = join(folder, `vast-pilot-${time}-${process.pid}.log`);
  const writer = openLogFile(file, onTrouble);
  const logger = electronLog.create({ logId: file });
  // Its own file transport prints a stack trace to stderr for every line that it can't write, and has no option against it.
  logger.transports.file.level = false;
  logger.transports.console.level = false;
  logger.transports['lines'] = Object.assign(
    ({ date, level: of, data }: { date: Date; level: string; data: readonly unknown[] }) =>
      writer.write(`${date.toISOString()} ${of} ${data.join(' ')}\n`),
    { level, transforms: [] },
  );
  const clean = (text: string): string => redactor.apply(text);
  return {
    file,
    setLevel(next) {
      logger.transports['lines']!.level = next;
    },
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
  for (const name of files.slice(0, Math.max(0, files.length - MAX_FILES + 1))) {
    try {
      unlinkSync(join(folder, name));
    } catch {
      // Another run may be deleting it, or still has it open.
    }
  }
}
