/** A complex value of a card. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** The value of a card. Null is the standard's "undefined": a value indicator with nothing behind it. */
export type FitsValue = string | number | boolean | Complex | null;

/** One card, which a long string continues over several lines. */
export interface FitsCard {
  /** Without trailing blanks; '' for a blank card. That of a HIERARCH card is `ESO DET NAME`, without HIERARCH. */
  readonly keyword: string;
  /** Undefined where a card has no value (COMMENT, HISTORY, blank), or one that breaks the standard. */
  readonly value: FitsValue | undefined;
  /** What stands behind the slash; of a card without value, its text. Without trailing blanks. */
  readonly comment: string;
  /** The first of its lines of 80 bytes, from 0, and how many it has. */
  readonly line: number;
  readonly lines: number;
}

/** Bytes of a line. */
export const CARD_BYTES = 80;

const INTEGER_OR_REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[EDed][+-]?\d+)?$/;
const COMPLEX = /^\(([^,()]*),([^,()]*)\)$/;
/** Keywords whose cards are text, whatever stands there. */
const TEXT_ONLY: ReadonlySet<string> = new Set(['', 'COMMENT', 'HISTORY']);
const HIERARCH = /^HIERARCH +([^ =][^=]*?) *=(.*)$/;

/** The text of a line, one character a byte. */
export function lineText(bytes: Uint8Array, line: number): string {
  return String.fromCharCode(...bytes.subarray(line * CARD_BYTES, (line + 1) * CARD_BYTES));
}

/** As {@link lineText}, to be shown: without trailing blanks, and with a question mark for bytes no header may have. */
export function printableLine(bytes: Uint8Array, line: number): string {
  return lineText(bytes, line)
    .replaceAll(/[^ -~]/g, '?')
    .trimEnd();
}

/**
 * Reads one line of 80 characters. Never throws: a value that breaks the standard is undefined. Source: FITS standard
 * 4.0, section 4; the HIERARCH convention of the FITS registry.
 */
export function readCard(text: string, line: number): FitsCard {
  const one = { line, lines: 1 };
  const hierarch = HIERARCH.exec(text);
  if (hierarch !== null) return { keyword: hierarch[1]!, ...readValue(hierarch[2]!), ...one };
  const keyword = withoutBlanks(text.slice(0, 8));
  if (text.slice(8, 10) === '= ' && !TEXT_ONLY.has(keyword)) {
    return { keyword, ...readValue(text.slice(10)), ...one };
  }
  return { keyword, value: undefined, comment: text.slice(8).trimEnd(), ...one };
}

/** The string and the comment of a CONTINUE line, or null where it holds no string. */
export function readContinuation(text: string): { value: string; comment: string } | null {
  if (!text.startsWith('CONTINUE  ')) return null;
  const { value, comment } = readValue(text.slice(10));
  return typeof value === 'string' ? { value, comment } : null;
}

/** Without blanks at both ends. Other white space is none that a header can have, so it stays and spoils a value. */
function withoutBlanks(text: string): string {
  return text.replaceAll(/^ +| +$/g, '');
}

/** A number in the standard's notation, D exponents included; undefined for anything else. */
function readNumber(text: string): number | undefined {
  return INTEGER_OR_REAL.test(text) ? Number(text.replace(/d/i, 'E')) : undefined;
}

function readValue(text: string): Pick<FitsCard, 'value' | 'comment'> {
  const start = text.search(/[^ ]/);
  if (start !== -1 && text[start] === "'") return readString(text, start);
  const slash = text.indexOf('/');
  const bare = withoutBlanks(slash === -1 ? text : text.slice(0, slash));
  return { value: readBare(bare), comment: commentFrom(text, slash) };
}

function readBare(text: string): FitsValue | undefined {
  if (text === '') return null;
  if (text === 'T' || text === 'F') return text === 'T';
  const parts = COMPLEX.exec(text);
  if (parts === null) return readNumber(text);
  const re = readNumber(withoutBlanks(parts[1]!));
  const im = readNumber(withoutBlanks(parts[2]!));
  return re === undefined || im === undefined ? undefined : { re, im };
}

function readString(text: string, quote: number): Pick<FitsCard, 'value' | 'comment'> {
  let value = '';
  for (let at = quote + 1; at < text.length; at += 1) {
    if (text[at] !== "'") value += text[at];
    else if (text[at + 1] === "'") {
      value += "'";
      at += 1;
    } else {
      // Leading blanks count, trailing ones do not.
      return {
        value: value.replace(/ +$/, ''),
        comment: commentFrom(text, text.indexOf('/', at)),
      };
    }
  }
  return { value: undefined, comment: text.trim() };
}

function commentFrom(text: string, slash: number): string {
  return slash === -1 ? '' : text.slice(slash + 1).trim();
}
