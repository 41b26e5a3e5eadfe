import { unusableState } from '#main/system/disk/state-error.ts';
import { type LeveledLog, type LogLevel, openLog } from '#main/system/log/log.ts';
import type { Redactor } from '#main/system/log/redact.ts';
import type { AppPaths } from '#main/system/paths/paths.ts';

/** Throws AppError if the state folder is not writable. */
export function beginLog(
  { home, logs }: AppPaths,
  ...[startedAt, level, redactor]: readonly [Date, LogLevel, Redactor]
): LeveledLog {
  try {
    return openLog(logs, startedAt, level, redactor);
  } catch (error) {
    throw unusableState(error, home);
  }
}
