import { appendFileSync, renameSync, statSync } from 'node:fs';

/** A run of weeks may write much; a second file of the same size is kept. */
const MAX_BYTES = 20 * 1024 * 1024;

export interface LogFile {
  /** Appends whole lines. Never throws: a log that can't be written is no reason to end what is logged. */
  write(lines: string): void;
}

/**
 * Begins a file of log lines. Where lines were lost, the next one that can be written says how many.
 *
 * @param onTrouble hears of the first write that fails
 * @param maxBytes beyond it the file becomes `….old.log`, and a new one is begun
 * @throws Node's file-system errors where the file can't be made
 */
export function openLogFile(
  file: string,
  onTrouble: (error: unknown) => void,
  maxBytes = MAX_BYTES,
): LogFile {
  appendFileSync(file, '');
  let bytes = statSync(file).size;
  let lost = 0;
  let isTold = false;
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
        if (isTold) return;
        isTold = true;
        onTrouble(error);
      }
    },
  };
}
