import { LoadError } from './load-error.ts';

interface Pending {
  readonly url: string;
  committed: boolean;
  resolve(): void;
  reject(error: Error): void;
}

/** The result of the last loadURL: its promise settles when the page has loaded or failed. */
export class PageLoad {
  #pending: Pending | undefined;

  get pending(): boolean {
    return this.#pending !== undefined;
  }

  /** Starts a load, which ends the one before. */
  begin(url: string): Promise<void> {
    this.abort();
    const loaded = new Promise<void>((resolve, reject) => {
      this.#pending = { url, committed: false, resolve, reject };
    });
    // A failed load must not stop an app that does not wait for it.
    loaded.catch(() => {});
    return loaded;
  }

  committed(): void {
    if (this.#pending !== undefined) this.#pending.committed = true;
  }

  /** The document before may still finish while the next one is on its way; that is not the end of the load. */
  finished(): void {
    if (this.#pending?.committed !== true) return;
    this.#pending.resolve();
    this.#pending = undefined;
  }

  /** Returns the error with which the load rejects, too. */
  failed(reason: string, urlOtherwise: string): LoadError {
    const pending = this.#pending;
    this.#pending = undefined;
    const error = new LoadError(reason, pending?.url ?? urlOtherwise);
    pending?.reject(error);
    return error;
  }

  abort(): void {
    if (this.#pending !== undefined) this.failed('net::ERR_ABORTED', '');
  }
}
