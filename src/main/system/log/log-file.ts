import { appendFileSync, renameSync, statSync } from 'node:fs';

/** A run of weeks may write a lot; one older file of the same size is kept. */
const MAX_BYTES = 20 * 1024 * 1024;

export interface LogFile {
  /** Appends whole lines. Never throws: an unwritable log is no reason to stop the program. */
  write(lines: string): void;
}

/**
 * Opens a file for log lines. After lost lines, the next line that can be written reports how many were lost.
 *
 * @param onTrouble called for the first write that fails
 * @param maxBytes a larger file is renamed to `….old.log`, and a new one starts
 * @throws Node's file-system errors if the file can't be created
 */
export function openLogFile(
  file: string,
  onTrouble: (error: unknown) => void,
  maxBytes = MAX_BYTES,
): LogFile {
  appendFileSync(file, '');
  let bytes = statSync(file).size;
  let lost = 0;
  let isReported = false;
  const append = (text: string): void => {
    appendFileSync(file, text);
    bytes += Buffer.byteLength(text);
  };
  return {
    write(lines) {
      try {
        if (bytes > maxBytes) {
          renameSync(file, file.replace(/\.log$/, '.old.log'));
          bytes = 0;
        }
        append(
          lost === 0 ? lines : `(${lost} lines before this one could not be written.)\n${lines}`,
        );
        lost = 0;
      } catch (error) {
        lost += 1;
        if (isReported) return;
        isReported = true;
        onTrouble(error);
      }
    },
  };
}
