import { Heap } from './heap.ts';
import type { Timer, VirtualClock } from './virtual-clock.ts';

/** Bytes on their way. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  readonly onEnd: () => void;
  isOver: boolean;
}

/** Less than this is a rounding of time, not a rest to wait for. */
const NO_TIME_MS = 1e-3;

/**
 * A link whose capacity all flows share evenly. Each flow has had as many bytes as any other that was there as long,
 * so one number tells how far all of them are, and the next to end is the first of a heap.
 */
export class Wire {
  readonly #clock: VirtualClock;
  readonly #bytesPerMs: number;
  readonly #flows = new Heap<Flow>((one, other) => one.to < other.to);
  readonly #watches = new Map<string, { readonly atBytes: number; readonly run: () => void }>();
  #count = 0;
  /** Bytes that a flow has had that was there from the beginning. */
  #each = 0;
  #bytes = 0;
  #busyMs = 0;
  #seenMs = 0;
  #timer: Timer | null = null;

  constructor(clock: VirtualClock, bytesPerSecond: number) {
    this.#clock = clock;
    this.#bytesPerMs = bytesPerSecond / 1_000;
  }

  /** Bytes that came through so far. */
  get bytes(): number {
    this.#pass();
    return this.#bytes;
  }

  /** Milliseconds in which any flowed. */
  get busyMs(): number {
    this.#pass();
    return this.#busyMs;
  }

  start(bytes: number, onEnd: () => void): Flow {
    this.#pass();
    const flow: Flow = { from: this.#each, to: this.#each + bytes, onEnd, isOver: false };
    this.#flows.push(flow);
    this.#count += 1;
    this.#plan();
    return flow;
  }

  /** Ends a flow early. @returns the bytes that came */
  stop(flow: Flow): number {
    this.#pass();
    const bytes = Math.min(this.#each, flow.to) - flow.from;
    if (!flow.isOver) {
      flow.isOver = true;
      this.#count -= 1;
      this.#plan();
    }
    return Math.max(0, bytes);
  }

  /** Calls when {@link bytes} reaches `atBytes`; another watch of that name takes its place, and null ends it. */
  watch(name: string, atBytes: number | null, run: () => void): void {
    this.#pass();
    if (atBytes === null) this.#watches.delete(name);
    else this.#watches.set(name, { atBytes, run });
    this.#plan();
  }

  #pass(): void {
    const passedMs = this.#clock.elapsedMs - this.#seenMs;
    this.#seenMs = this.#clock.elapsedMs;
    if (this.#count === 0 || passedMs === 0) return;
    const bytes = passedMs * this.#bytesPerMs;
    this.#bytes += bytes;
    this.#each += bytes / this.#count;
    this.#busyMs += passedMs;
  }

  #next(): Flow | undefined {
    while (this.#flows.peek()?.isOver === true) this.#flows.pop();
    return this.#flows.peek();
  }

  #plan(): void {
    this.#clock.cancel(this.#timer);
    this.#timer = null;
    const next = this.#next();
    if (next === undefined) return;
    let inMs = ((next.to - this.#each) * this.#count) / this.#bytesPerMs;
    for (const { atBytes } of this.#watches.values()) {
      inMs = Math.min(inMs, (atBytes - this.#bytes) / this.#bytesPerMs);
    }
    this.#timer = this.#clock.after(inMs, () => this.#arrive());
  }

  #arrive(): void {
    this.#pass();
    const soonBytes = NO_TIME_MS * this.#bytesPerMs;
    for (const [name, { atBytes, run }] of this.#watches) {
      if (atBytes - this.#bytes > soonBytes) continue;
      this.#watches.delete(name);
      run();
    }
    for (;;) {
      const next = this.#next();
      if (next === undefined || (next.to - this.#each) * this.#count > soonBytes) break;
      this.#flows.pop();
      next.isOver = true;
      this.#count -= 1;
      next.onEnd();
    }
    this.#plan();
  }
}
