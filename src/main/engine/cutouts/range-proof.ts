import { WholeFileSent } from '#main/engine/transfer/read-range.ts';

/** Lets one range through before all others, until a range was answered as one. */
export interface RangeProof {
  /** @throws WholeFileSent without a call, once a whole file came in place of a range */
  run<T>(call: () => Promise<T>): Promise<T>;
}

/**
 * Where ranges are ignored, each call costs a whole file. So a second file is not asked for before the first call has
 * shown that ranges work.
 */
export function createRangeProof(): RangeProof {
  let isProven = false;
  let refused: WholeFileSent | null = null;
  let probe: Promise<unknown> | null = null;

  const observed = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      const result = await call();
      isProven = true;
      return result;
    } catch (error) {
      if (error instanceof WholeFileSent) refused = error;
      throw error;
    }
  };

  return {
    async run(call) {
      while (!isProven && probe !== null && refused === null) await probe;
      if (refused !== null) throw refused;
      const running = observed(call);
      if (isProven) return await running;
      probe = running
        .catch(() => undefined)
        .finally(() => {
          probe = null;
        });
      return await running;
    },
  };
}
