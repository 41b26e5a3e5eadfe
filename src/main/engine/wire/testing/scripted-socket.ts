import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { OnRead } from '../wire-connection.ts';

/**
 * A socket whose reads a test deals out. It treats `onread` as Node does: memory is asked for right after each read,
 * also where that one paused it, and the first read after resuming lands in what was given then. Under TLS what is
 * decrypted already still comes after a pause: `readsAfterPause` times here.
 */
export class ScriptedSocket extends EventEmitter {
  readonly #onread: OnRead;
  readonly #readsAfterPause: number;
  #moreReads = 0;
  #memory: Uint8Array;
  #isReading = true;
  #waiting: Buffer[] = [];
  #hasEnded = false;
  isDestroyed = false;
  sent = '';

  constructor(onread: OnRead, readsAfterPause = 0) {
    super();
    this.#readsAfterPause = readsAfterPause;
    this.#onread = onread;
    this.#memory = onread.buffer();
  }

  /** As the type that the connection expects; only what it uses is there. */
  get asSocket(): Socket {
    return this as unknown as Socket;
  }

  /** Bytes that arrive together; what memory has no room for arrives right after. */
  arrive(bytes: Uint8Array): void {
    this.#waiting.push(Buffer.from(bytes));
    this.#deliver();
  }

  endsHere(): void {
    this.#hasEnded = true;
    this.#deliver();
  }

  resume(): this {
    if (this.#isReading) return this;
    this.#isReading = true;
    queueMicrotask(() => this.#deliver());
    return this;
  }

  write(text: string): boolean {
    this.sent += text;
    return true;
  }

  destroy(): this {
    this.isDestroyed = true;
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  #deliver(): void {
    while ((this.#isReading || this.#moreReads > 0) && !this.isDestroyed) {
      this.#moreReads -= 1;
      const first = this.#waiting[0];
      if (first === undefined) {
        if (!this.#hasEnded) return;
        this.#hasEnded = false;
        this.emit('end');
        return;
      }
      const count = Math.min(first.length, this.#memory.length);
      this.#memory.set(first.subarray(0, count));
      if (count === first.length) this.#waiting.shift();
      else this.#waiting[0] = first.subarray(count);
      const wasReading = this.#isReading;
      const readsOn = this.#onread.callback(count, this.#memory);
      if (wasReading && !readsOn) this.#moreReads = this.#readsAfterPause;
      this.#isReading &&= readsOn;
      this.#memory = this.#onread.buffer();
    }
  }
}
