import type { Socket } from 'node:net';
import { assertNever } from '#shared/errors/assert-never.ts';
import type { FileBody } from './body-sink.ts';
import { BodyReader } from './body-reader.ts';
import { framingOf } from './framing.ts';
import { parseHead, type ResponseHead } from './response-head.ts';
import { badAnswer, WireError, type WireErrorCode } from './wire-error.ts';

/** What makes a socket read into memory of ours. */
export interface OnRead {
  readonly buffer: () => Uint8Array;
  readonly callback: (count: number, memory: Uint8Array) => boolean;
}

export interface WireAnswer {
  readonly head: ResponseHead;
  /** Bytes of the body; null where the head doesn't say. */
  readonly bodyBytes: number | null;
  readonly body: FileBody;
}

export interface WireTimeouts {
  readonly connectMs: number;
  /** From the request to the end of the head. */
  readonly headMs: number;
  /** Without a byte of the body while its sink has room. */
  readonly bodyMs: number;
}

export interface WireConnectionDeps {
  /** `net.connect` or `tls.connect`. */
  readonly open: (onread: OnRead) => Socket;
  /** The socket's event after which it takes a request. */
  readonly readyEvent: 'connect' | 'secureConnect';
  readonly timeouts: WireTimeouts;
  readonly now: () => number;
  /** The connection waits for a request again. */
  readonly onIdle: (connection: WireConnection) => void;
  readonly onClosed: (connection: WireConnection) => void;
}

/** Where reads land that go to no sink: heads, and what comes while the sink has no memory. */
const RESERVE_BYTES = 64 * 1024;

/** Interim answers before one that counts; Dropbox sends none. */
const MAX_INTERIM = 10;

const TIMEOUT_CODES = {
  connecting: 'WIRE_CONNECT_TIMEOUT',
  head: 'WIRE_HEAD_TIMEOUT',
  body: 'WIRE_BODY_TIMEOUT',
} as const satisfies Readonly<Record<string, WireErrorCode>>;

/**
 * One HTTP/1.1 connection that reads bodies straight into the memory of a sink. Node asks for the memory of the next
 * read right after each read, also where that one paused the socket: so while a body is paused the reserve stands there,
 * and what lands in it after resuming is copied.
 */
export class WireConnection {
  readonly #deps: WireConnectionDeps;
  readonly #socket: Socket;
  readonly #reserve = Buffer.allocUnsafeSlow(RESERVE_BYTES);
  readonly #ready = Promise.withResolvers<void>();
  #state: 'connecting' | 'idle' | 'head' | 'body' | 'closed' = 'connecting';
  #idleSinceMs = 0;
  /** When something must have come; null where nothing has to. */
  #deadlineMs: number | null;
  #headBytes = 0;
  #head: PromiseWithResolvers<WireAnswer> | null = null;
  #reader: BodyReader | null = null;
  #keepsAlive = false;
  #interim = 0;
  /** Whether it has served a request before the present one. */
  #isKept = false;
  /** Whether the last read filled its memory, so that more may be there than the body was to have. */
  #mayHoldMore = false;
  #stopListening = (): void => undefined;

  constructor(deps: WireConnectionDeps) {
    this.#deps = deps;
    this.#deadlineMs = deps.now() + deps.timeouts.connectMs;
    this.#ready.promise.catch(() => undefined);
    this.#socket = deps.open({
      buffer: () => this.#memory(),
      callback: (count, memory) => this.#landed(count, memory),
    });
    this.#socket.once(deps.readyEvent, () => {
      if (this.#state !== 'connecting') return;
      this.#state = 'idle';
      this.#deadlineMs = null;
      this.#ready.resolve();
    });
    this.#socket.on('error', (error) => this.#lost(error));
    this.#socket.on('end', () => this.#ended());
    this.#socket.on('close', () => this.#lost(closed()));
  }

  /** Since when it waits for a request, in milliseconds of the clock. */
  get idleSinceMs(): number {
    return this.#idleSinceMs;
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  /**
   * Sends a request (its head with the blank line, and its body) once the connection stands. Resolves with the head of
   * the answer, whose body must be read or destroyed. One request at a time. Rejects with WireError, Node's errors, or
   * the signal's reason; the signal ends the body, too. WIRE_STALE: nothing of an answer came on a kept connection.
   */
  async request(bytes: string, signal?: AbortSignal): Promise<WireAnswer> {
    const abort = (): void => this.destroy(signal!.reason);
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', abort, { once: true });
      this.#stopListening = () => signal?.removeEventListener('abort', abort);
      await this.#ready.promise;
      if (this.#mayHoldMore) await untilRead();
      signal?.throwIfAborted();
      if (this.#state !== 'idle') throw this.#isKept ? stale() : closed();
      this.#state = 'head';
      this.#headBytes = 0;
      this.#interim = 0;
      this.#head = Promise.withResolvers();
      this.#expect(this.#deps.timeouts.headMs);
      this.#socket.ref();
      this.#socket.write(bytes, 'latin1');
      return await this.#head.promise;
    } catch (error) {
      this.#stopListening();
      this.destroy(error);
      throw error;
    }
  }

  /** Gives up a connection on which something should have come by now. */
  checkTime(): void {
    if (this.#deadlineMs === null || this.#deps.now() < this.#deadlineMs) return;
    const code = TIMEOUT_CODES[this.#state as keyof typeof TIMEOUT_CODES];
    this.destroy(new WireError(code, 'Nothing came for too long.'));
  }

  /** Closes the connection; what waits for it rejects with `reason`. */
  destroy(reason: unknown = closed()): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#deadlineMs = null;
    this.#stopListening();
    this.#ready.reject(reason);
    this.#head?.reject(reason);
    this.#reader?.fail(reason);
    this.#socket.destroy();
    this.#deps.onClosed(this);
  }

  #memory(): Uint8Array {
    if (this.#state === 'head') return this.#reserve.subarray(this.#headBytes);
    return this.#reader?.target ?? this.#reserve;
  }

  /** @returns whether to read on */
  #landed(count: number, memory: Uint8Array): boolean {
    try {
      switch (this.#state) {
        case 'head':
          this.#mayHoldMore = count === memory.length;
          this.#headBytes += count;
          return this.#readHead(this.#headBytes - count);
        case 'body':
          this.#mayHoldMore = count === memory.length;
          this.#reader!.landed(memory, count);
          return this.#settle();
        case 'connecting':
        case 'idle':
          throw badAnswer('came without a request');
        case 'closed':
          return false;
        default:
          return assertNever(this.#state, 'state');
      }
    } catch (error) {
      this.destroy(error);
      return false;
    }
  }

  /** Interim answers (100 to 199) come before the one that counts. */
  #readHead(searched: number): boolean {
    let from = 0;
    for (;;) {
      const bytes = this.#reserve.subarray(from, this.#headBytes);
      const head = bytes.length === 0 ? null : parseHead(bytes, Math.max(0, searched - from));
      if (head === null) {
        this.#reserve.copyWithin(0, from, this.#headBytes);
        this.#headBytes -= from;
        return true;
      }
      from += head.bytes;
      if (head.status === 101) throw badAnswer('changes to a protocol that was not asked for');
      if (head.status >= 200) return this.#beginBody(head, from);
      this.#interim += 1;
      if (this.#interim > MAX_INTERIM) throw badAnswer('is never the one that counts');
    }
  }

  /** Pauses: nothing more is read until somebody reads the body. */
  #beginBody(head: ResponseHead, from: number): false {
    const first = this.#reserve.subarray(from, this.#headBytes);
    const reader = new BodyReader(framingOf(head), first);
    this.#state = 'body';
    this.#reader = reader;
    this.#keepsAlive = head.keepAlive;
    this.#deadlineMs = null;
    this.#head!.resolve({
      head,
      bodyBytes: reader.bodyBytes,
      body: {
        readInto: (sink) => {
          const read = reader.readInto(sink, () => this.#resume(reader));
          this.#resume(reader);
          return read;
        },
        destroy: () => {
          if (this.#reader === reader) this.destroy();
        },
      },
    });
    return false;
  }

  #resume(reader: BodyReader): void {
    if (this.#reader === reader && this.#settle()) this.#socket.resume();
  }

  /** Brings the connection's state in line with the reader's. @returns whether to read on */
  #settle(): boolean {
    const reader = this.#reader;
    if (reader === null || this.#state !== 'body') return false;
    if (!reader.isOver) {
      if (reader.isPaused) this.#deadlineMs = null;
      else this.#expect(this.#deps.timeouts.bodyMs);
      return !reader.isPaused;
    }
    this.#stopListening();
    if (!reader.isClean || !this.#keepsAlive) {
      this.destroy();
      return false;
    }
    this.#reader = null;
    this.#isKept = true;
    this.#state = 'idle';
    this.#deadlineMs = null;
    this.#idleSinceMs = this.#deps.now();
    this.#socket.unref();
    this.#deps.onIdle(this);
    return true;
  }

  #ended(): void {
    this.#reader?.ended();
    this.#lost(closed());
  }

  /** The other side is gone. A body of which all has come is still there for its sink. */
  #lost(reason: Error): void {
    this.#keepsAlive = false;
    const reader = this.#reader;
    if (reader !== null && reader.isAllHere && !reader.isOver) this.#deadlineMs = null;
    else this.destroy(this.#isUnanswered ? stale() : reason);
  }

  /** Whether a kept connection has a request and no byte of its answer: the other side had most likely let go of it. */
  get #isUnanswered(): boolean {
    return this.#isKept && this.#state === 'head' && this.#headBytes === 0 && this.#interim === 0;
  }

  #expect(withinMs: number): void {
    this.#deadlineMs = this.#deps.now() + withinMs;
  }
}

/** Resolves when whatever lies at the sockets has been read: two turns of the event loop hold at least one whole poll. */
async function untilRead(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise(setImmediate);
}

function stale(): WireError {
  return new WireError('WIRE_STALE', 'A kept connection was closed before it was used again.');
}

function closed(): WireError {
  return new WireError('WIRE_CLOSED', 'The connection closed before its answer was complete.');
}
