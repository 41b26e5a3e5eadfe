import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#main/disk/make-folder.ts';
import { openLogFile } from './log-file.ts';
import type { Redactor } from './redact.ts';

/** How many log files are kept; older ones are deleted when a new one is begun. */
const KEPT_FILES = 30;

const NAME = /^vast-pilot-.*\.log$/;

/** `debug` also keeps what is only of use to developers. */
export type LogLevel = 'info' | 'debug';

export interface Log {
  /** Where the lines go. */
  readonly file: string;
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

/** A log whose level can be changed while it is written. */
export interface LeveledLog extends Log {
  setLevel(level: LogLevel): void;
}

/**
 * Begins a log file of its own for one run of the program. Secrets that `redactor` knows never reach it. Lines that
 * can't be written are counted, and never end what is logged.
 *
 * @param folder created if missing
 * @param startedAt gives the file its name
 * @param onTrouble hears of the first line that can't be written
 * @throws Node's file-system errors where the file can't be begun
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
  let isDebug = level === 'debug';
  const keep = (of: string, text: string): void =>
    writer.write(`${new Date().toISOString()} ${of} ${redactor.apply(text)}\n`);
  return {
    file,
    setLevel(next) {
      isDebug = next === 'debug';
    },
    debug: (text) => isDebug && keep('debug', text),
    info: (text) => keep('info', text),
    warn: (text) => keep('warn', text),
    error: (text) => keep('error', text),
  };
}

/** A log that keeps nothing, for work that needs no state folder. */
export function noLog(file: string): Log {
  const forget = (): void => undefined;
  return { file, debug: forget, info: forget, warn: forget, error: forget };
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
