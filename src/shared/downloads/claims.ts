import { type BlockRun, firstMissingRun } from './blocks.ts';

/** Blocks that one connection brings, in order: from `at`, which it is bringing, to before `end`. */
export interface Claim {
  readonly first: number;
  at: number;
  /** Falls when another connection takes over the back. */
  end: number;
}

/**
 * Shares out the missing blocks of a file among connections, so that none is brought twice: first come, first served,
 * and who comes late takes the back half of what the busiest has before it.
 */
export class Claims {
  readonly #count: number;
  readonly #isDone: (index: number) => boolean;
  readonly #held = new Set<Claim>();

  /** @param isDone is asked by block index, of `count` blocks */
  constructor(count: number, isDone: (index: number) => boolean) {
    this.#count = count;
    this.#isDone = isDone;
  }

  /** The first run of blocks that are neither done nor claimed; null if there is none. */
  next(): Claim | null {
    const run = firstMissingRun(this.#count, (index) => this.#isDone(index) || this.#isHeld(index));
    return run === null ? null : this.#hold(run);
  }

  /** Takes over the back half of the claim with most blocks before it, if each half has `least` blocks; else null. */
  split(least: number): Claim | null {
    let busiest: Claim | null = null;
    for (const claim of this.#held) {
      if (busiest === null || claim.end - claim.at > busiest.end - busiest.at) busiest = claim;
    }
    if (busiest === null || busiest.end - busiest.at < 2 * least) return null;
    const { end } = busiest;
    const middle = busiest.at + Math.ceil((end - busiest.at) / 2);
    busiest.end = middle;
    return this.#hold({ first: middle, end });
  }

  /** Gives a claim back: what of it is not done may be claimed again. */
  release(claim: Claim): void {
    this.#held.delete(claim);
  }

  #hold({ first, end }: BlockRun): Claim {
    const claim = { first, at: first, end };
    this.#held.add(claim);
    return claim;
  }

  #isHeld(index: number): boolean {
    for (const { first, end } of this.#held) if (index >= first && index < end) return true;
    return false;
  }
}
