import type { Timer, VirtualClock } from './virtual-clock.ts';

/** Why nothing is fetched although there is something to fetch. */
export type Halt = 'asleep' | 'offline' | 'day-used-up' | 'halted';

/** The machine that downloads: what halts it now, for how long it was halted, and timers that stop while it sleeps. */
export class VirtualMachine {
  readonly #clock: VirtualClock;
  readonly #halts = new Map<Halt, number>();
  readonly #heldTimers: (() => void)[] = [];
  /** Milliseconds in which nothing could be fetched, whatever a policy did: asleep, offline, capped, halted. */
  outOfActionMs = 0;
  #outOfActionFromMs = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  is(why: Halt): boolean {
    return this.#halts.has(why);
  }

  /** Whether the queue starts no file. Offline, it tries. */
  get isStopped(): boolean {
    return this.is('halted') || this.is('day-used-up') || this.is('asleep');
  }

  /** May come several times for one reason; as many calls of {@link VirtualMachine.resume} end it. */
  halt(why: Halt): void {
    if (this.#halts.size === 0) this.#outOfActionFromMs = this.#clock.elapsedMs;
    this.#halts.set(why, (this.#halts.get(why) ?? 0) + 1);
  }

  resume(why: Halt): void {
    const left = (this.#halts.get(why) ?? 0) - 1;
    if (left > 0) this.#halts.set(why, left);
    else this.#halts.delete(why);
    if (this.#halts.size > 0) return;
    this.outOfActionMs += this.#clock.elapsedMs - this.#outOfActionFromMs;
  }

  /** Runs something in `delayMs`; while the machine sleeps, at {@link VirtualMachine.runHeld}. */
  later(delayMs: number, run: () => void): Timer {
    return this.#clock.after(delayMs, () => {
      if (this.is('asleep')) this.hold(run);
      else run();
    });
  }

  /** Keeps something for after the sleep. */
  hold(run: () => void): void {
    this.#heldTimers.push(run);
  }

  /** Runs what was due during the sleep. */
  runHeld(): void {
    for (const run of this.#heldTimers.splice(0)) run();
  }
}
