import { CONFIG_KEYS } from '#shared/dropbox/config-keys.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { refuseUtf16 } from '#shared/format/text-encoding.ts';
import { readInputPath } from './input-path.ts';
import { pathInLine } from './path-in-line.ts';

/** What a text with a path on each line holds. Lines count from 1. */
export interface PathLines {
  /** In the order of the text, each once. */
  readonly paths: readonly string[];
  /** How many had no `/` at their start. */
  readonly slashesAdded: number;
  /** How many held more than a path: quotes, backslashes, a size, a date. */
  readonly linesCut: number;
  readonly refused: readonly { readonly line: number; readonly refusal: string }[];
}

/** A section of a config, or one of its settings. */
const CONFIG_LINE = new RegExp(`^(\\[.*\\]|(${CONFIG_KEYS.join('|')})\\s*[=:].*)$`, 'i');

/**
 * Reads a path from each line; blank lines and those that begin with `#` are passed over. The byte-order mark that
 * Windows' editors put in front is white space to `trim`.
 *
 * @param isByHand whether the text may come from a spreadsheet, `ls -l` or `rclone lsl`: a size, a date, quotes and
 *   backslashes are then no part of a path. In our own files every line is a path.
 * @throws AppError `bad-input` for a config: as paths its passwords would be shown; and for UTF-16.
 */
export function readPathLines(text: string, isByHand = false): PathLines {
  refuseUtf16(text);
  const paths = new Set<string>();
  const refused: { line: number; refusal: string }[] = [];
  let slashesAdded = 0;
  let linesCut = 0;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (CONFIG_LINE.test(trimmed)) {
      throw new AppError(
        'bad-input',
        `Line ${index + 1} is that of a config with passwords, not a list of paths. Choose another file.`,
      );
    }
    const inLine = isByHand ? pathInLine(trimmed) : { text: trimmed, isCut: false };
    const read = 'refusal' in inLine ? inLine : readInputPath(inLine.text);
    if ('text' in inLine && inLine.isCut) linesCut += 1;
    if ('refusal' in read) refused.push({ line: index + 1, refusal: read.refusal });
    else {
      paths.add(read.path);
      if (read.slashAdded) slashesAdded += 1;
    }
  }
  return { paths: [...paths], slashesAdded, linesCut, refused };
}

/** Warnings for the user about what was read between the lines. */
export function warnOfPathLines({ slashesAdded, linesCut }: PathLines): readonly string[] {
  const warnings: string[] = [];
  if (slashesAdded > 0) {
    const which = slashesAdded === 1 ? 'A path' : `${slashesAdded} paths`;
    warnings.push(`${which} had no / at the start; it was added.`);
  }
  if (linesCut > 0) {
    const which = linesCut === 1 ? 'A line holds' : `${linesCut} lines hold`;
    warnings.push(
      `${which} more than a path (quotes, \\, a size or a date); only the path counts.`,
    );
  }
  return warnings;
}
