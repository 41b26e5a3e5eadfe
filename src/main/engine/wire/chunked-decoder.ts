import { badAnswer } from './wire-error.ts';

/** Longest line of a chunk's size with its extensions, and longest block of trailers. */
const MAX_LINE_BYTES = 1024;
const MAX_TRAILER_BYTES = 8 * 1024;

const SIZE_LINE = /^([\dA-Fa-f]{1,12})[\t ]*(?:;[\t\x20-\x7e\x80-\xff]*)?$/;

type State = 'size' | 'data' | 'data-end' | 'trailers' | 'done';

/** Takes the framing off a chunked body (RFC 9112, 7.1), in pieces as they come. Trailers are dropped. */
export class ChunkedDecoder {
  #state: State = 'size';
  /** Bytes of the present chunk that are still to come. */
  #left = 0;
  #line = '';
  #trailerBytes = 0;

  get isDone(): boolean {
    return this.#state === 'done';
  }

  /**
   * Reads a piece, and hands every run of data in it to `onData`, as positions in `bytes`.
   *
   * @returns how many bytes belonged to the body: fewer than came where something follows it
   * @throws WireError WIRE_BAD_ANSWER
   */
  push(bytes: Buffer, onData: (from: number, to: number) => void): number {
    let at = 0;
    while (at < bytes.length && this.#state !== 'done') {
      if (this.#state === 'data') {
        const to = Math.min(bytes.length, at + this.#left);
        onData(at, to);
        this.#left -= to - at;
        at = to;
        if (this.#left === 0) this.#state = 'data-end';
        continue;
      }
      const end = bytes.indexOf(0x0a, at);
      const to = end === -1 ? bytes.length : end + 1;
      this.#line += bytes.toString('latin1', at, to);
      at = to;
      if (this.#line.length > MAX_LINE_BYTES) throw badAnswer('has a line that is too long');
      if (end !== -1) this.#endLine();
    }
    return at;
  }

  #endLine(): void {
    if (!this.#line.endsWith('\r\n')) throw badAnswer('has a broken chunk');
    const line = this.#line.slice(0, -2);
    this.#line = '';
    switch (this.#state) {
      case 'size': {
        const size = SIZE_LINE.exec(line);
        if (size === null) throw badAnswer('has a chunk without a size');
        this.#left = Number.parseInt(size[1]!, 16);
        this.#state = this.#left === 0 ? 'trailers' : 'data';
        return;
      }
      case 'data-end':
        if (line !== '') throw badAnswer('has a chunk that is longer than its size');
        this.#state = 'size';
        return;
      case 'trailers':
        this.#trailerBytes += line.length + 2;
        if (this.#trailerBytes > MAX_TRAILER_BYTES) throw badAnswer('has too many trailers');
        if (line === '') this.#state = 'done';
        return;
      case 'data':
      case 'done':
        throw new Error('No line ends here.');
    }
  }
}
