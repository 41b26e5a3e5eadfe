import { AppError } from '#shared/errors/app-error.ts';

/** Which file system's rules a name must obey. */
export type NameRules = 'posix' | 'windows';

/** Devices, whatever comes behind a dot or spaces. */
const WINDOWS_RESERVED = /^(con|conin\$|conout\$|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?$/i;
const WINDOWS_FORBIDDEN = /[<>:"|?*\\]/;

/** Bytes that one name may have on the usual file systems; `.part.journal` must still fit behind it. */
const NAME_BYTES = 255 - '.part.journal'.length;

/** Names that the program needs for itself. */
const OURS = /\.part(\.journal)?$|^\.vast-pilot\./i;

/** Whether a file of this name is one that the program writes for itself: unfinished, a draft, a lock. */
export function isOwnName(name: string): boolean {
  return OURS.test(name) || /^\.vast-pilot-|\.\d+\.draft$/.test(name);
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function refusal(name: string, rules: NameRules): string | null {
  if (name === '') return 'it has an empty part';
  if (name === '.' || name === '..') return `"${name}" would leave its folder`;
  for (const char of name) {
    const code = char.codePointAt(0)!;
    if (code < 0x20 || code === 0x7f) return 'it holds a control character';
  }
  if (name.includes('/')) return 'it holds a separator';
  if (OURS.test(name)) return `"${name}" is a name that this program uses for unfinished files`;
  // A name that only one system forbids is still refused there alone; `\` separates folders on Windows.
  if (utf8Bytes(name) > NAME_BYTES) return `a part of it is longer than ${NAME_BYTES} bytes`;
  if (rules === 'windows') {
    if (WINDOWS_FORBIDDEN.test(name)) return 'it holds a character that Windows does not allow';
    if (WINDOWS_RESERVED.test(name)) return `"${name}" is reserved on Windows`;
    if (/[. ]$/.test(name)) return 'Windows drops the dot or space at its end';
  }
  return null;
}

/**
 * The names below the output folder under which a survey path is kept: `['EPOCH01', 'README.md']`.
 *
 * Listed names are data from outside. Whatever could leave the output folder, or could not be written there,
 * is refused with an {@link AppError} `name-refused` and never altered, because the output mirrors the survey.
 */
export function localNames(path: string, rules: NameRules): readonly string[] {
  const names = (path.startsWith('/') ? path.slice(1) : path).split('/');
  for (const name of names) {
    const why = refusal(name, rules);
    if (why !== null) {
      throw new AppError(
        'name-refused',
        `${JSON.stringify(path)} is not written to this disk: ${why}.`,
      );
    }
  }
  return names;
}

/** Two paths with the same key are one file on a disk that ignores case or the way accents are composed. */
export function collisionKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
