import type { WriteStream } from 'node:tty';
import type { Log } from '#main/system/log/log.ts';

/** What people see on stderr: lines that stay, and below them a block that is redrawn. */
export interface Screen {
  /** Whether a block can be drawn at all. */
  readonly isLive: boolean;
  readonly columns: number;
  /** A line that stays; also kept in the log. */
  say(line: string): void;
  warn(line: string): void;
  error(line: string): void;
  /** Redraws the block; does nothing if {@link Screen.isLive} is false. */
  draw(lines: readonly string[]): void;
}

/**
 * Control characters as signs that can be seen, because names come from a server and might give the terminal orders.
 * Lines stay lines.
 */
function visible(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, (character) => {
    const code = character.codePointAt(0)!;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '␡' : `\\u00${code.toString(16)}`;
  });
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
    lines.map((line) => `${visible(line).slice(0, columns() - 1)}\n`).join('');
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
      const shown = visible(line);
      log.info(shown);
      stay(clean(shown));
    },
    warn(line) {
      const shown = visible(line);
      log.warn(shown);
      stay(`Warning: ${clean(shown)}`);
    },
    error(line) {
      const shown = visible(line);
      log.error(shown);
      stay(clean(shown));
    },
    draw(lines) {
      if (!isLive) return;
      stream.write(`${cursorUp(drawn.length)}${CLEAR_BELOW}${block(lines)}`);
      drawn = lines;
    },
  };
}
