import { assertNever } from '#shared/errors/assert-never.ts';
import type { BodySink } from './body-sink.ts';
import { ChunkedDecoder } from './chunked-decoder.ts';
import type { Framing } from './framing.ts';
import { WireError } from './wire-error.ts';

/**
 * The sink hears of so many bytes at once, or of what there is once the socket has no more: TLS brings 16 KiB at a time,
 * and to count, hash and ask for each of them would cost as much as to decrypt it. They still lie in the cache then.
 */
const TELL_BYTES = 128 * 1024;

/**
 * Brings a body from a connection's reads into a sink. With a known length the sink's own memory is the target of the
 * next read; whatever landed elsewhere is copied.
 */
export class BodyReader {
  readonly #framing: Framing;
  readonly #decoder = new ChunkedDecoder();
  readonly #end = Promise.withResolvers<void>();
  /** Bytes that a read with a known length has still to bring. */
  #left: number;
  /** Data that landed in memory which is not the sink's, in order. */
  #pending: Buffer[] = [];
  /** Whether all of the body has arrived, even if some of it is still pending. */
  #isComplete = false;
  #sink: BodySink | null = null;
  #isWaiting = false;
  #onSpace = (): void => undefined;
  /** Bytes at the start of what the sink gave last, of which it has not heard. */
  #untold = 0;
  #willTell = false;
  /** Where the next read shall land; null where the sink has no part in it. */
  target: Uint8Array | null = null;
  /** Whether nothing more happens to the sink. */
  isOver = false;
  /** Whether the body came to its end, so that the connection stands where the next answer begins. */
  isClean = false;

  /** `first`: what came of the body together with the head. It is copied. */
  constructor(framing: Framing, first: Buffer) {
    this.#framing = framing;
    this.#left = framing.kind === 'length' ? framing.bytes : 0;
    this.isClean = framing.kind !== 'close';
    this.#end.promise.catch(() => undefined);
    this.#take(first);
    this.#keepPending();
  }

  /** Whether all of the body has come, even if its sink has not taken it yet: the connection is no longer needed. */
  get isAllHere(): boolean {
    return this.#isComplete;
  }

  /** Whether the connection must not read now. */
  get isPaused(): boolean {
    return this.#sink === null || this.#isWaiting || this.isOver;
  }

  /** Bytes of the body by its head; null where that doesn't say. */
  get bodyBytes(): number | null {
    return this.#framing.kind === 'length' ? this.#framing.bytes : null;
  }

  /** As {@link FileBody.readInto}. `onSpace` is called where {@link BodyReader.isPaused} may have changed. */
  readInto(sink: BodySink, onSpace: () => void): Promise<void> {
    this.#sink = sink;
    this.#onSpace = onSpace;
    this.#pump();
    return this.#end.promise;
  }

  /** A read brought `count` bytes into `memory`, which is the target or belongs to the connection. */
  landed(memory: Uint8Array, count: number): void {
    if (this.isOver) return;
    if (memory !== this.target) {
      // The sink's memory is asked for again: what is copied may fill it.
      this.#tell();
      this.#take(Buffer.from(memory.buffer, memory.byteOffset, count));
      this.#pump();
      this.#keepPending();
      return;
    }
    this.#left -= count;
    this.#untold += count;
    this.#isComplete = this.#left === 0;
    if (count < memory.length && this.#untold < TELL_BYTES && !this.#isComplete) {
      this.target = memory.subarray(count);
      this.#tellSoon();
      return;
    }
    this.#tell();
    this.#pump();
  }

  /** The connection was closed by the other side. */
  ended(): void {
    if (this.#framing.kind === 'close') this.#isComplete = true;
    else if (!this.#isComplete) this.fail(cut());
    this.#pump();
  }

  /** Ends it where it stands. Pending data is dropped. */
  fail(error: unknown): void {
    if (this.isOver) return;
    const untold = this.#untold;
    this.#finish(false);
    try {
      // They count for limits, and for the message.
      if (untold > 0) this.#sink?.landed(untold);
    } catch {
      // The first error is the one to report.
    }
    this.#end.reject(error);
  }

  #tell(): void {
    const count = this.#untold;
    this.#untold = 0;
    this.target = null;
    if (count > 0) this.#give(count);
  }

  /** Once all that lies at the socket was read. */
  #tellSoon(): void {
    if (this.#willTell) return;
    this.#willTell = true;
    setImmediate(() => {
      this.#willTell = false;
      if (this.isOver || this.#untold === 0) return;
      const next = this.target;
      this.#tell();
      this.#pump(next);
      this.#onSpace();
    });
  }

  #take(bytes: Buffer): void {
    if (bytes.length === 0 && this.#framing.kind !== 'length') return;
    const used = this.#unframe(bytes);
    // The other side sends what nobody asked for: where the next answer begins is no longer known.
    if (used < bytes.length) this.isClean = false;
  }

  /** @returns how many of the bytes belong to the body */
  #unframe(bytes: Buffer): number {
    switch (this.#framing.kind) {
      case 'length': {
        const used = Math.min(bytes.length, this.#left);
        if (used > 0) this.#pending.push(bytes.subarray(0, used));
        this.#left -= used;
        this.#isComplete = this.#left === 0;
        return used;
      }
      case 'chunked': {
        const used = this.#decoder.push(bytes, (from, to) => {
          this.#pending.push(bytes.subarray(from, to));
        });
        this.#isComplete = this.#decoder.isDone;
        return used;
      }
      case 'close':
        this.#pending.push(bytes);
        return bytes.length;
      default:
        return assertNever(this.#framing, 'framing');
    }
  }

  /**
   * Takes what the sink has no memory for out of the connection's own. A paused socket still delivers what TLS has
   * decrypted already, at most some 64 KiB, and that lands in the same memory again.
   */
  #keepPending(): void {
    if (this.#pending.length > 0) this.#pending = [Buffer.concat(this.#pending)];
  }

  /**
   * Moves on as far as the sink has room. Throws nothing: what the sink throws ends the body.
   *
   * @param asked the memory that the connection has for the next read already: the target, if the sink wants it there
   */
  #pump(asked: Uint8Array | null = null): void {
    const sink = this.#sink;
    if (sink === null || this.#isWaiting) return;
    try {
      while (!this.isOver) {
        const first = this.#pending[0];
        if (first === undefined && this.#isComplete) {
          this.#finish(this.isClean);
          this.#end.resolve();
          return;
        }
        const isDirect = this.#framing.kind === 'length';
        if (first === undefined && (!isDirect || this.target !== null)) return;
        const space = sink.space();
        if (space === null) {
          this.#wait(sink);
          return;
        }
        if (first === undefined)
          this.target = sameStart(asked, space) ?? space.subarray(0, this.#left);
        else this.#copy(first, space);
      }
    } catch (error) {
      this.fail(error);
    }
  }

  #copy(first: Buffer, space: Uint8Array): void {
    const count = Math.min(first.length, space.length);
    space.set(count === first.length ? first : first.subarray(0, count));
    if (count === first.length) this.#pending.shift();
    else this.#pending[0] = first.subarray(count);
    this.#give(count);
  }

  #give(count: number): void {
    try {
      if (this.#sink!.landed(count) === 'more') return;
      const isAll = this.#isComplete && this.#pending.length === 0;
      this.#finish(isAll && this.isClean);
      this.#end.resolve();
    } catch (error) {
      this.fail(error);
    }
  }

  #wait(sink: BodySink): void {
    this.#isWaiting = true;
    const go = (): void => {
      this.#isWaiting = false;
      this.#pump();
      this.#onSpace();
    };
    const stop = (error: unknown): void => {
      this.fail(error);
      go();
    };
    sink.whenSpace().then(go, stop);
  }

  #finish(isClean: boolean): void {
    this.isOver = true;
    this.isClean = isClean;
    this.target = null;
    this.#untold = 0;
    this.#pending = [];
  }
}

/** `asked` where it is the start of `space`. */
function sameStart(asked: Uint8Array | null, space: Uint8Array): Uint8Array | null {
  const isSame =
    asked !== null &&
    asked.buffer === space.buffer &&
    asked.byteOffset === space.byteOffset &&
    asked.length <= space.length;
  return isSame ? asked : null;
}

function cut(): WireError {
  return new WireError('WIRE_CLOSED', 'The connection closed in the middle of the body.');
}
