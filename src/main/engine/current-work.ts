import { AppError } from '#shared/errors/app-error.ts';

/** The work that `stopWork` stops: connecting, a crawl, a scan of the output folder, a wait for its lock. */
export class CurrentWork {
  #abort = new AbortController();

  /** Aborts with AppError `cancelled` when the current work stops. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Stops the current work; later work may start. */
  stop(): void {
    this.end();
    this.#abort = new AbortController();
  }

  /** Stops the current work and everything that starts later. */
  end(): void {
    this.#abort.abort(new AppError('cancelled', 'Stopped.'));
  }
}
