import type { Clock } from '#main/system/time/clock.ts';
import type { Room } from './room.ts';
import type { Target } from '../transfer/target.ts';

/** How often a full disk is looked at. */
const LOOK_EVERY_MS = 15_000;
const LONGEST_LOOK_MS = 5 * 60_000;

/**
 * A full disk is the one halt that may end without the user's word: looked at now and then until there is room for
 * the file that found none. Where it is full again at once (a quota, of which the disk tells nothing) the looks
 * become rare.
 */
export class RoomWatch {
  readonly #clock: Clock;
  readonly #room: Room | null;
  #watch = new AbortController();
  #isWaiting = false;
  /** Since anything last came through. */
  #timesFull = 0;

  /** @param room null waits for the user */
  constructor(clock: Clock, room: Room | null) {
    this.#clock = clock;
    this.#room = room;
  }

  /** Calls `onRoom` once a file of `size` bytes fits, unless {@link RoomWatch.end} comes first. */
  await(target: Target, size: number, onRoom: () => Promise<void>): void {
    this.end();
    if (this.#room === null) return;
    const watch = new AbortController();
    this.#watch = watch;
    this.#isWaiting = true;
    const everyMs = Math.min(LONGEST_LOOK_MS, LOOK_EVERY_MS * 2 ** this.#timesFull);
    this.#timesFull += 1;
    this.#look(this.#room, target, size, everyMs, watch.signal)
      .then((isThere) => (isThere ? onRoom() : undefined))
      .catch(() => undefined);
  }

  end(): void {
    this.#watch.abort();
    this.#isWaiting = false;
  }

  /** Whether downloads will go on by themselves. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** A file came through. */
  succeeded(): void {
    this.#timesFull = 0;
  }

  async #look(
    room: Room,
    target: Target,
    size: number,
    everyMs: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    do await this.#clock.delay(everyMs, signal);
    while (!room.has(target, size));
    return !signal.aborted;
  }
}
