import type { Clock } from '#main/system/time/clock.ts';
import type { FreeSpace } from './free-space.ts';
import type { Target } from '../transfer/target.ts';

/** The interval at which a full disk is checked; it doubles while the disk stays full. */
const CHECK_EVERY_MS = 15_000;
const MAX_CHECK_EVERY_MS = 5 * 60_000;

/**
 * Ends the halt of a full disk without the user: checks the disk until the file that did not fit has space. If the disk
 * is full again at once (a quota, which its free space does not show), the checks become rare.
 */
export class SpaceWatch {
  readonly #clock: Clock;
  readonly #freeSpace: FreeSpace | null;
  #watch = new AbortController();
  #isWaiting = false;
  /** Since the last file was downloaded. */
  #timesFull = 0;

  /** @param freeSpace null leaves it to the user */
  constructor(clock: Clock, freeSpace: FreeSpace | null) {
    this.#clock = clock;
    this.#freeSpace = freeSpace;
  }

  /** Calls `onSpace` once a file of `size` bytes fits, unless {@link SpaceWatch.end} comes first. */
  await(target: Target, size: number, onSpace: () => Promise<void>): void {
    this.end();
    if (this.#freeSpace === null) return;
    const watch = new AbortController();
    this.#watch = watch;
    this.#isWaiting = true;
    const everyMs = Math.min(MAX_CHECK_EVERY_MS, CHECK_EVERY_MS * 2 ** this.#timesFull);
    this.#timesFull += 1;
    this.#watchDisk(this.#freeSpace, target, size, everyMs, watch.signal)
      .then((isThere) => (isThere ? onSpace() : undefined))
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

  /** A file was downloaded. */
  succeeded(): void {
    this.#timesFull = 0;
  }

  async #watchDisk(
    freeSpace: FreeSpace,
    target: Target,
    size: number,
    everyMs: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    do await this.#clock.delay(everyMs, signal);
    while (!freeSpace.has(target, size));
    return !signal.aborted;
  }
}
