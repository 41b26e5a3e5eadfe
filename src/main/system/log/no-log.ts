import type { Log } from './log.ts';

/** A log that discards all lines, for work that needs no state folder. */
export function noLog(file: string): Log {
  const forget = (): void => undefined;
  return { file, debug: forget, info: forget, warn: forget, error: forget };
}
