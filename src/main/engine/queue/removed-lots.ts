import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import type { RemovedJob } from './job-rows.ts';

/** How many removals can be undone; older ones are forgotten. */
const LOTS_KEPT = 10;

/** The jobs of the last few removals, one batch each, so that each removal can be undone. */
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

  /** Hands a batch out, once. Throws AppError `bad-usage` if it is no longer kept. */
  take(token: string): readonly RemovedJob[] {
    const jobs = this.#lots.get(token);
    if (jobs === undefined) {
      throw new AppError(
        'bad-usage',
        'This removal is too old to be undone. Add the files to the queue again.',
      );
    }
    this.#lots.delete(token);
    return jobs;
  }
}
