/** Lets a few calls run at once; the others wait in the order in which they came. */
export interface CallSlots {
  run<T>(call: () => Promise<T>): Promise<T>;
}

export function createCallSlots(count: number): CallSlots {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async run(call) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => void waiting.push(resolve));
      try {
        return await call();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
