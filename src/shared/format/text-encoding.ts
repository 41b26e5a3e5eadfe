import { AppError } from '#shared/errors/app-error.ts';

/** So many characters tell UTF-16 from a text or from binary data. */
const PROBE_LENGTH = 512;

/** What a decoder of UTF-8 leaves in place of bytes that are none. */
const REPLACEMENT = '\uFFFD';

/**
 * Whether a text was read as UTF-8 and is UTF-16: a byte-order mark of that (two replacement characters), or a NUL
 * as every second character.
 */
export function isUtf16(text: string): boolean {
  const probe = text.slice(0, PROBE_LENGTH);
  if (probe.length < 4 || !probe.includes('\0')) return false;
  if (probe.startsWith(REPLACEMENT.repeat(2))) return true;
  const nulsFrom = (first: number): number => {
    let nuls = 0;
    for (let at = first; at < probe.length; at += 2) if (probe[at] === '\0') nuls += 1;
    return nuls;
  };
  const even = nulsFrom(0);
  const odd = nulsFrom(1);
  return Math.min(even, odd) === 0 && Math.max(even, odd) >= probe.length / 4;
}

/** @throws AppError `bad-input` where the text is UTF-16 */
export function refuseUtf16(text: string): void {
  if (!isUtf16(text)) return;
  throw new AppError('bad-input', 'The text is UTF-16. Save it as UTF-8 and try again.');
}

/** The first place that could not be read; both count from 1. */
export interface Unreadable {
  readonly line: number;
  /** Of the bytes of that line. */
  readonly byte: number;
}

/**
 * Where a text that was decoded as UTF-8 first had bytes that are not UTF-8. Null where all of it was read exactly.
 * A replacement character that stood in the text itself counts, too: an earlier program could not read what was there.
 */
export function firstUnreadable(text: string): Unreadable | null {
  const at = text.indexOf(REPLACEMENT);
  if (at === -1) return null;
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  const bytes = new TextEncoder().encode(before.at(-1) ?? '').length;
  return { line: before.length, byte: bytes + 1 };
}
