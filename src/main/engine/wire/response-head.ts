import { badAnswer } from './wire-error.ts';

/** The head of an HTTP/1.1 answer. */
export interface ResponseHead {
  /** 100 to 599. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Whether the other side means to keep the connection open after this answer. */
  readonly keepAlive: boolean;
  /** Length of the head in bytes, its blank line included. */
  readonly bytes: number;
}

/** Dropbox's heads take about 1 KiB. */
const MAX_HEAD_BYTES = 32 * 1024;
const MAX_HEADERS = 100;

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
/** No part of it can match where another does: a line of 32 KiB takes one pass, whatever is in it. */
const HEADER_LINE = /^([!#$%&'*+\-.^_`|~\dA-Za-z]+):([\t\x20-\x7e\x80-\xff]*)$/;

/** Headers that decide how long the body is, or what it is. A second one of these makes an answer ambiguous. */
const SINGLE = new Set([
  'content-length',
  'transfer-encoding',
  'content-range',
  'content-encoding',
  'content-type',
  'dropbox-api-result',
  'retry-after',
]);

/**
 * Reads the head that begins at the first byte of `bytes`, as RFC 9112 has it; stricter where leniency has let two
 * programs read one answer differently: lines end with CRLF, no line is folded, no control characters, no repeated
 * header among those that we use.
 *
 * @param bytes what came so far, at least one byte more than at the call before
 * @param searched bytes of it that earlier calls have seen
 * @returns null while the head is incomplete
 * @throws WireError WIRE_BAD_ANSWER
 */
export function parseHead(bytes: Buffer, searched = 0): ResponseHead | null {
  const end = bytes.indexOf('\r\n\r\n', Math.max(0, searched - 3), 'latin1');
  if (end === -1) {
    if (bytes.length >= MAX_HEAD_BYTES) throw tooLarge();
    // Anything else that answers is recognised at once, not after a time-out.
    if (!startsLikeHttp(bytes)) throw badAnswer('does not begin like HTTP/1.1');
    return null;
  }
  if (end + 4 > MAX_HEAD_BYTES) throw tooLarge();
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const status = STATUS_LINE.exec(statusLine);
  if (status === null) throw badAnswer('does not begin with an HTTP/1.1 status line');
  if (lines.length > MAX_HEADERS) throw badAnswer(`has more than ${MAX_HEADERS} headers`);
  const headers = new Map<string, string>();
  for (const line of lines) addHeader(headers, line);
  return {
    status: Number(status[2]),
    headers,
    keepAlive: keepsAlive(status[1] === '1', headers.get('connection')),
    bytes: end + 4,
  };
}

function addHeader(headers: Map<string, string>, line: string): void {
  const match = HEADER_LINE.exec(line);
  if (match === null) {
    throw badAnswer(
      /^[\t ]/.test(line) ? 'has a folded header' : 'has a header that breaks HTTP/1.1',
    );
  }
  const name = match[1]!.toLowerCase();
  const value = trimmed(match[2]!);
  const before = headers.get(name);
  if (before === undefined) headers.set(name, value);
  else if (SINGLE.has(name)) throw badAnswer(`has two ${name} headers`);
  else headers.set(name, `${before}, ${value}`);
}

/** Without the spaces and tabs around it; `trim` would take other characters, too. */
function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text, from)) from += 1;
  while (from < to && isBlank(text, to - 1)) to -= 1;
  return text.slice(from, to);
}

function isBlank(text: string, at: number): boolean {
  const character = text[at];
  return character === ' ' || character === '\t';
}

function keepsAlive(isHttp11: boolean, connection = ''): boolean {
  const options = new Set(connection.toLowerCase().split(',').map(trimmed));
  return isHttp11 ? !options.has('close') : options.has('keep-alive');
}

function startsLikeHttp(bytes: Buffer): boolean {
  const start = 'HTTP/1.';
  return start.startsWith(bytes.toString('latin1', 0, Math.min(bytes.length, start.length)));
}

function tooLarge(): Error {
  return badAnswer(`has a head of more than ${MAX_HEAD_BYTES} bytes`);
}
