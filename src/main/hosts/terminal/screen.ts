import type { WriteStream } from 'node:tty';
import type { Log } from '#main/log/log.ts';

/** What people see on stderr: lines that stay, and below them a block that is drawn anew. */
export interface Screen {
  /** Whether a block can be drawn at all. */
  readonly isLive: boolean;
  readonly columns: number;
  /** A line that stays; also kept in the log. */
  say(line: string): void;
  warn(line: string): void;
  error(line: string): void;
  /** Draws the block anew; does nothing where {@link Screen.isLive} is false. */
  draw(lines: readonly string[]): void;
}

const CLEAR_BELOW = '\u001B[0J';

function cursorUp(rows: number): string {
  return rows === 0 ? '\r' : `\u001B[${rows}A\r`;
}

/**
 * @param stream stderr
 * @param clean takes secrets out of every line
 */
export function createScreen(
  stream: Pick<WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>,
  log: Log,
  clean: (text: string) => string,
): Screen {
  const isLive = stream.isTTY === true && process.env['TERM'] !== 'dumb';
  let drawn: readonly string[] = [];
  const columns = (): number => stream.columns ?? 80;
  const block = (lines: readonly string[]): string =>
    lines.map((line) => `${line.slice(0, columns() - 1)}\n`).join('');
  const stay = (line: string): void => {
    if (drawn.length === 0) {
      stream.write(`${line}\n`);
      return;
    }
    stream.write(`${cursorUp(drawn.length)}${CLEAR_BELOW}${line}\n${block(drawn)}`);
  };
  return {
    isLive,
    get columns() {
      return columns();
    },
    say(line) {
      log.info(line);
      stay(clean(line));
    },
    warn(line) {
      log.warn(line);
      stay(`Warning: ${clean(line)}`);
    },
    error(line) {
      log.error(line);
      stay(clean(line));
    },
    draw(lines) {
      if (!isLive) return;
      stream.write(`${cursorUp(drawn.length)}${CLEAR_BELOW}${block(lines)}`);
      drawn = lines;
    },
  };
}
