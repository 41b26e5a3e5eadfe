/** So much goes to the disk in one call: small writes cost several times as much a byte, larger ones no less. */
export const SLOT_BYTES = 512 * 1024;

/**
 * Memory that bodies land in and files are written from, in slots, with one bound for all streams of the thread: where
 * it is reached, a slow disk stops the sockets. A stream without a slot always gets one, so that none starves.
 */
export class Slots {
  readonly #max: number;
  readonly #maxOfOne: number;
  readonly #free: Buffer[] = [];
  #taken = 0;
  #roomier = Promise.withResolvers<void>();

  constructor(max: number, maxOfOne: number) {
    this.#max = max;
    this.#maxOfOne = maxOfOne;
  }

  /** A slot for a stream that holds `held` of them; null where it has to wait. What is in it is left from its last use. */
  take(held: number): Buffer | null {
    if (held > 0 && (held >= this.#maxOfOne || this.#taken >= this.#max)) return null;
    this.#taken += 1;
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(SLOT_BYTES);
  }

  give(slot: Buffer): void {
    this.#taken -= 1;
    if (this.#taken + this.#free.length < this.#max) this.#free.push(slot);
    this.#roomier.resolve();
    this.#roomier = Promise.withResolvers();
  }

  /** Resolves when a slot was given back. */
  whenGiven(): Promise<void> {
    return this.#roomier.promise;
  }
}
