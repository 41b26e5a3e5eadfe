/** Runs each change after the one before it has settled, whatever became of that. */
export interface Turns {
  /** Resolves and rejects as `change` does. */
  run(change: () => Promise<void>): Promise<void>;
  /** Resolves once every change so far has settled. */
  settled(): Promise<void>;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    async run(change) {
      const mine = last.then(change);
      last = mine.catch(() => undefined);
      await mine;
    },
    settled: () => last,
  };
}
