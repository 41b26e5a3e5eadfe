import { CONFIG_KEYS } from '#shared/dropbox/config-keys.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { refuseUtf16 } from '#shared/format/text-encoding.ts';
import { readInputPath } from './input-path.ts';

/** What a text with a path on each line holds. Lines count from 1. */
export interface PathLines {
  /** In the order of the text, each once. */
  readonly paths: readonly string[];
  /** How many had no `/` at their start. */
  readonly slashesAdded: number;
  readonly refused: readonly { readonly line: number; readonly refusal: string }[];
}

/** A section of a config, or one of its settings. */
const CONFIG_LINE = new RegExp(`^(\\[.*\\]|(${CONFIG_KEYS.join('|')})\\s*[=:].*)$`, 'i');

/**
 * Reads a path from each line; blank lines and those that begin with `#` are passed over. The byte-order mark that
 * Windows' editors put in front is white space to `trim`.
 *
 * @throws AppError `bad-input` for a config: as paths its passwords would be shown; and for UTF-16.
 */
export function readPathLines(text: string): PathLines {
  refuseUtf16(text);
  const paths = new Set<string>();
  const refused: { line: number; refusal: string }[] = [];
  let slashesAdded = 0;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (CONFIG_LINE.test(trimmed)) {
      throw new AppError(
        'bad-input',
        `Line ${index + 1} is that of a config with passwords, not a list of paths. Choose another file.`,
      );
    }
    const read = readInputPath(trimmed);
    if ('refusal' in read) refused.push({ line: index + 1, refusal: read.refusal });
    else {
      paths.add(read.path);
      if (read.slashAdded) slashesAdded += 1;
    }
  }
  return { paths: [...paths], slashesAdded, refused };
}

/** A warning for the user, or none. */
export function warnOfSlashes(count: number): readonly string[] {
  if (count === 0) return [];
  return [`${count === 1 ? 'A path' : `${count} paths`} had no / at the start; it was added.`];
}
