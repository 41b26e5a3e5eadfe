import type { LeftQueue } from '#shared/downloads/snapshot.ts';

/** Queues of other output folders that were closed with unfinished files. */
export class LeftQueues {
  #queues: readonly LeftQueue[];

  constructor(queues: readonly LeftQueue[]) {
    this.#queues = queues;
  }

  get all(): readonly LeftQueue[] {
    return this.#queues;
  }

  /** The queue of `outputFolder` is about to be closed with so many unfinished files. */
  leave(outputFolder: string, files: number): void {
    this.open(outputFolder);
    if (files > 0) this.#queues = [...this.#queues, { outputFolder, files }];
  }

  /** The queue of `outputFolder` is open again. */
  open(outputFolder: string): void {
    this.#queues = this.#queues.filter((each) => each.outputFolder !== outputFolder);
  }
}
