export interface Paced {
  /** Runs now, or once as soon as the last run is long enough ago, however often it is called until then. */
  (): void;
  /** Cancels a waiting run. */
  cancel(): void;
}

/** Limits `run` to once per `everyMs`. The last call is never lost. */
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
