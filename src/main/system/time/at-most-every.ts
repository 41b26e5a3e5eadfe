export interface Paced {
  /** Runs now, or as soon as the last run is long enough ago; however often it is called, once. */
  (): void;
  /** Forgets what waits. */
  cancel(): void;
}

/** Lets something that is asked for often be done at most once in `everyMs`. The last ask is never lost. */
export function atMostEvery(everyMs: number, run: () => void): Paced {
  let timer: NodeJS.Timeout | null = null;
  let lastMs = -Infinity;
  const runNow = (): void => {
    timer = null;
    lastMs = performance.now();
    run();
  };
  const paced = (): void => {
    if (timer !== null) return;
    const waitMs = lastMs + everyMs - performance.now();
    if (waitMs <= 0) runNow();
    else timer = setTimeout(runNow, waitMs).unref();
  };
  return Object.assign(paced, {
    cancel: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  });
}
