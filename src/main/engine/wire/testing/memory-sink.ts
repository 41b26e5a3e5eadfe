import type { BodySink } from '../body-sink.ts';

/** Collects a body in pieces of memory of a given size, and may make its giver wait after some of them. */
export class MemorySink implements BodySink {
  readonly #pieceBytes: number;
  readonly #waitsAfter: (pieces: number) => boolean;
  readonly #enoughBytes: number;
  readonly #pieces: Buffer[] = [];
  #memory: Buffer | null = null;
  #isResting = false;
  bytes = 0;
  rests = 0;

  constructor(
    pieceBytes = 64 * 1024,
    waitsAfter: (pieces: number) => boolean = () => false,
    enoughBytes = Infinity,
  ) {
    this.#pieceBytes = pieceBytes;
    this.#waitsAfter = waitsAfter;
    this.#enoughBytes = enoughBytes;
  }

  get content(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  space(): Uint8Array | null {
    if (this.#isResting) return null;
    this.#memory ??= Buffer.alloc(this.#pieceBytes, 0xee);
    return this.#memory;
  }

  landed(count: number): 'more' | 'enough' {
    this.#pieces.push(this.#memory!.subarray(0, count));
    this.#memory = null;
    this.bytes += count;
    this.#isResting = this.#waitsAfter(this.#pieces.length);
    return this.bytes >= this.#enoughBytes ? 'enough' : 'more';
  }

  async whenSpace(): Promise<void> {
    this.rests += 1;
    await new Promise(setImmediate);
    this.#isResting = false;
  }
}
