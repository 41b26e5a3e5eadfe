import { AppError } from '#shared/errors/app-error.ts';
import {
  CARD_BYTES,
  type FitsCard,
  type FitsValue,
  lineText,
  readCard,
  readContinuation,
} from './card.ts';

/** Bytes of a block: headers and data fill whole ones. */
export const BLOCK_BYTES = 2880;

/** One header of a FITS file: its bytes as they are, what they say, and where they stand. */
export interface FitsHeader {
  /** Where the header begins in the file, bytes. */
  readonly offset: number;
  /** Where the data behind it begin in the file, bytes. */
  readonly dataOffset: number;
  /** The header's bytes from its first line to the end of its last block. */
  readonly bytes: Uint8Array;
  /** In their order, without END. */
  readonly cards: readonly FitsCard[];
  /** Values by keyword; where one stands twice, the first counts. */
  readonly values: ReadonlyMap<string, FitsValue>;
}

/**
 * The header at the beginning of `bytes`, or null if its END or the rest of its last block is not among them.
 *
 * @param offset where `bytes` begin in the file
 * @throws AppError `bad-input` if neither a file nor an extension begins here
 */
export function parseHeader(bytes: Uint8Array, offset = 0): FitsHeader | null {
  if (bytes.length < CARD_BYTES) return null;
  if (!beginsHeader(bytes)) {
    throw new AppError(
      'bad-input',
      offset === 0
        ? 'This is no FITS file: it does not begin with SIMPLE.'
        : `The FITS file has no header at byte ${offset}, where its next part begins: the file is damaged.`,
    );
  }
  const end = endLine(bytes);
  if (end === null) return null;
  const length = Math.ceil(((end + 1) * CARD_BYTES) / BLOCK_BYTES) * BLOCK_BYTES;
  if (length > bytes.length) return null;
  const cards = readCards(bytes, end);
  const values = new Map<string, FitsValue>();
  for (const { keyword, value } of cards) {
    if (value !== undefined && !values.has(keyword)) values.set(keyword, value);
  }
  return { offset, dataOffset: offset + length, bytes: bytes.slice(0, length), cards, values };
}

/** Whether a header can begin with these bytes: the first line is SIMPLE or XTENSION. */
export function beginsHeader(bytes: Uint8Array): boolean {
  return /^(?:SIMPLE {2}|XTENSION)= /.test(String.fromCharCode(...bytes.subarray(0, 10)));
}

/** What the last line begins with: END, and no value indicator. */
const END = 'END'.padEnd(10);

/** The line that ends the header, found without reading the others as text. */
function endLine(bytes: Uint8Array): number | null {
  const lines = Math.floor(bytes.length / CARD_BYTES);
  for (let line = 1; line < lines; line += 1) {
    const at = line * CARD_BYTES;
    if (bytes[at] === 0x45 && lineText(bytes, line).startsWith(END)) return line;
  }
  return null;
}

function readCards(bytes: Uint8Array, end: number): readonly FitsCard[] {
  const cards: FitsCard[] = [];
  let line = 0;
  while (line < end) {
    const card = readLongCard(bytes, line, end);
    cards.push(card);
    line += card.lines;
  }
  return cards;
}

/** A card and the CONTINUE lines behind it: each follows a string that ends in an ampersand. */
function readLongCard(bytes: Uint8Array, line: number, end: number): FitsCard {
  const first = readCard(lineText(bytes, line), line);
  if (typeof first.value !== 'string' || !first.value.endsWith('&')) return first;
  const pieces: string[] = [];
  const comments = [first.comment];
  let last = first.value;
  let next = line + 1;
  while (last.endsWith('&') && next < end) {
    const more = readContinuation(lineText(bytes, next));
    if (more === null) break;
    pieces.push(last.slice(0, -1));
    comments.push(more.comment);
    last = more.value;
    next += 1;
  }
  return {
    keyword: first.keyword,
    value: pieces.join('') + last,
    comment: comments.filter((text) => text !== '').join(' '),
    line,
    lines: next - line,
  };
}
