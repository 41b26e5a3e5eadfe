import { centred, DISPLAY } from './display.ts';
import type { Bounds } from './page.ts';
import type { WindowOptions } from './window-options.ts';

type State = 'normal' | 'maximized' | 'minimized' | 'fullscreen';

/** Where a window is, how large, and where it goes back to from being maximized, minimized or full-screen. */
export class WindowBounds {
  #normal: Bounds;
  #state: State = 'normal';
  #beforeMinimized: State = 'normal';
  minimum: readonly [width: number, height: number];

  constructor({ x, y, width = 800, height = 600, minWidth = 0, minHeight = 0 }: WindowOptions) {
    this.minimum = [minWidth, minHeight];
    const centre = centred(Math.max(width, minWidth), Math.max(height, minHeight));
    this.#normal = { ...centre, x: x ?? centre.x, y: y ?? centre.y };
  }

  get state(): State {
    return this.#state;
  }

  get normal(): Bounds {
    return { ...this.#normal };
  }

  get current(): Bounds {
    const state = this.#state === 'minimized' ? this.#beforeMinimized : this.#state;
    if (state === 'maximized') return { ...DISPLAY.workArea };
    return state === 'fullscreen' ? { ...DISPLAY.bounds } : this.normal;
  }

  move(bounds: Partial<Bounds>): void {
    const { x, y, width, height } = { ...this.current, ...bounds };
    const [minWidth, minHeight] = this.minimum;
    this.#normal = {
      x: Math.round(x),
      y: Math.round(y),
      width: Math.max(Math.round(width), minWidth),
      height: Math.max(Math.round(height), minHeight),
    };
    this.#state = 'normal';
  }

  /** Whether this changed anything. */
  become(state: State): boolean {
    if (state === this.#state) return false;
    if (state === 'minimized') this.#beforeMinimized = this.#state;
    this.#state = state;
    return true;
  }

  /** Back from being minimized. */
  restore(): boolean {
    return this.#state === 'minimized' ? this.become(this.#beforeMinimized) : this.become('normal');
  }
}
