/** Bytes of one write: smaller writes cost several times as much per byte, larger ones are no cheaper. */
export const SLOT_BYTES = 512 * 1024;

export type Slot = Buffer<SharedArrayBuffer>;

/**
 * Memory between sockets and files, in slots that threads can share. All streams of the thread share one limit: when a slow disk uses it up, the
 * sockets pause. A stream without a slot always gets one, so that none starves.
 */
export class Slots {
  readonly #max: number;
  readonly #maxOfOne: number;
  readonly #free: Slot[] = [];
  #taken = 0;
  #roomier = Promise.withResolvers<void>();

  constructor(max: number, maxOfOne: number) {
    this.#max = max;
    this.#maxOfOne = maxOfOne;
  }

  /** A slot for a stream that has `held` of them; null if it has to wait. The slot still contains bytes of its last use. */
  take(held: number): Slot | null {
    if (held > 0 && (held >= this.#maxOfOne || this.#taken >= this.#max)) return null;
    this.#taken += 1;
    return this.#free.pop() ?? Buffer.from(new SharedArrayBuffer(SLOT_BYTES));
  }

  give(slot: Slot): void {
    this.#taken -= 1;
    // Also what went beyond the limit: a stream would soon have it made again, and shared memory is collected late.
    this.#free.push(slot);
    this.#roomier.resolve();
    this.#roomier = Promise.withResolvers();
  }

  /** Resolves when a slot is given back. */
  whenGiven(): Promise<void> {
    return this.#roomier.promise;
  }
}
