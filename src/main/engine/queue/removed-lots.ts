import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import type { RemovedJob } from './job-rows.ts';

/** How many lots can be put back; an undo that nobody asked for until then is forgotten. */
const LOTS_KEPT = 10;

/** Jobs that were taken out of the queue, lot by lot, so that the last few can be put back. */
export class RemovedLots {
  readonly #lots = new Map<string, readonly RemovedJob[]>();

  /** @returns the token for {@link RemovedLots.take} */
  keep(jobs: readonly RemovedJob[]): string {
    const token = randomUUID();
    this.#lots.set(token, jobs);
    const [oldest] = this.#lots.keys();
    if (this.#lots.size > LOTS_KEPT && oldest !== undefined) this.#lots.delete(oldest);
    return token;
  }

  /** Hands a lot out, once. Throws AppError `bad-usage` where it is not kept any more. */
  take(token: string): readonly RemovedJob[] {
    const jobs = this.#lots.get(token);
    if (jobs === undefined) {
      throw new AppError(
        'bad-usage',
        'That was too long ago to be undone. Add the files to the queue again.',
      );
    }
    this.#lots.delete(token);
    return jobs;
  }
}
