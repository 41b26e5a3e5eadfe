import { EventEmitter } from 'node:events';
import { preventable, type PreventableEvent } from './emitter.ts';

export interface ClosableWindow {
  /** Asks the window's own `close` listeners first. */
  close(): void;
  destroy(): void;
}

interface LifecycleEvents {
  'before-quit': [PreventableEvent];
  'will-quit': [PreventableEvent];
  /** All events have been emitted: the process exits with this code. */
  exit: [code: number];
}

/**
 * How an app ends, in Electron's order: before-quit, every window's close, will-quit; a listener of each can prevent it.
 * Closing the last window ends the app only if there is no listener for window-all-closed.
 */
class Lifecycle extends EventEmitter<LifecycleEvents> {
  readonly windows = new Set<ClosableWindow>();
  /** Emits that the last window has closed; false without a listener. */
  allClosed: () => boolean = () => false;
  #quitting = false;
  #ended = false;

  quit(): void {
    if (this.#quitting || this.#ended) return;
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    if (this.windows.size === 0) this.#willQuit();
    else for (const window of this.windows) window.close();
  }

  /** Exits without events. */
  exit(code: number): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const window of this.windows) window.destroy();
    this.emit('exit', code);
  }

  /** A window that a quit wanted to close stays open; so does the app. */
  closePrevented(): void {
    this.#quitting = false;
  }

  windowClosed(window: ClosableWindow): void {
    if (!this.windows.delete(window) || this.windows.size > 0 || this.#ended) return;
    if (this.#quitting) this.#willQuit();
    else if (!this.allClosed()) this.quit();
  }

  get ended(): boolean {
    return this.#ended || this.#quitting;
  }

  #willQuit(): void {
    const event = preventable({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.#quitting = false;
    else this.exit(0);
  }
}

export const lifecycle = new Lifecycle();
