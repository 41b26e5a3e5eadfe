import { AppError } from '../errors/app-error.ts';
import { closest } from '../format/closest.ts';
import { firstUnreadable, isUtf16 } from '../format/text-encoding.ts';

/** One `key = value` of a section, with the line that it stands on (from 1). */
export interface ConfigLine {
  /** In lower case. */
  readonly key: string;
  /** The key as it is written. Where it is none that is known, it may be a part of a secret. */
  readonly written: string;
  /** Without the spaces around it; anything else stands as it is written. */
  readonly value: string;
  readonly line: number;
}

/**
 * Reads one section of an INI file as Python's ConfigParser does, with three differences that its users asked for:
 * `%` has no meaning, a wrapped value is an error rather than two lines joined, and indented keys are keys.
 * Messages name lines and repeat only headers that are like `section`: any other line may be half of a token.
 *
 * @param name the file, as the user knows it
 * @throws AppError `bad-config` if the section is missing, or if a line before it or in it can't be read
 */
export function readSection(text: string, section: string, name: string): readonly ConfigLine[] {
  refuseInexact(text, name);
  const found: ConfigLine[] = [];
  let current: string | null = null;
  let seen = false;
  let mistyped: string | null = null;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    const content = raw.trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    const header = /^\[([^\]]*)\]/.exec(content);
    if (header !== null) {
      current = header[1]!.trim().toLowerCase();
      seen ||= current === section;
      if (closest(current, [section], 1).length > 0) mistyped ??= `, line ${line}: ${header[0]}`;
      continue;
    }
    if (current === section) found.push(readLine(content, line, name));
    else if (current === null) throw beforeSection(content, section, line, name);
  }
  if (seen) return found;
  throw new AppError(
    'bad-config',
    mistyped === null
      ? `${name}: the section [${section}] is missing.`
      : `${name}${mistyped} is not a section of this file. Did you mean [${section}]?`,
  );
}

/** What was not read exactly must never be sent: Dropbox counts it as a wrong password. */
function refuseInexact(text: string, name: string): void {
  if (isUtf16(text)) {
    throw new AppError(
      'bad-config',
      `${name} is not plain text (it looks like UTF-16). Save it again as UTF-8.`,
    );
  }
  const unreadable = firstUnreadable(text);
  if (unreadable !== null) {
    throw new AppError(
      'bad-config',
      `${name}, line ${unreadable.line}: byte ${unreadable.byte} of the line is not UTF-8, and nothing was sent. ` +
        'Open the file in an editor, check the values, and save it as UTF-8.',
    );
  }
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  const control = /[\u0000-\u0008\u000e-\u001f\u007f]/.exec(text);
  if (control !== null) {
    const line = text.slice(0, control.index).split(/\r\n|\n|\r/).length;
    throw new AppError(
      'bad-config',
      `${name}, line ${line}: it holds a control character, so the file is not plain text. Type that line again.`,
    );
  }
}

function readLine(content: string, line: number, name: string): ConfigLine {
  const delimiter = content.search(/[=:]/);
  if (delimiter <= 0) {
    throw new AppError(
      'bad-config',
      `${name}, line ${line}: this is neither "key = value" nor a comment. Was a long value broken into two lines? Each value belongs on one.`,
    );
  }
  const written = content.slice(0, delimiter).trim();
  return {
    key: written.toLowerCase(),
    written,
    value: content.slice(delimiter + 1).trim(),
    line,
  };
}

function beforeSection(content: string, section: string, line: number, name: string): AppError {
  const isMistyped =
    closest(content.replaceAll(/[[\](){}<>]/g, '').trim(), [section], 1).length > 0;
  return new AppError(
    'bad-config',
    isMistyped
      ? `${name}, line ${line}: a section stands in square brackets. Did you mean [${section}]?`
      : `${name}, line ${line}: the line [${section}] must come before the settings.`,
  );
}
