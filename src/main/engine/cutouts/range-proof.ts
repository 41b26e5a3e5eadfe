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
  const state: State = { isProven: false, refused: null, probe: null };

  const observed = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      const result = await call();
      state.isProven = true;
      return result;
    } catch (error) {
      if (error instanceof WholeFileSent) state.refused = error;
      throw error;
    }
  };

  return {
    async run(call) {
      while (state.probe !== null && state.refused === null) await state.probe;
      if (state.refused !== null) throw state.refused;
      const running = observed(call);
      if (state.isProven) return await running;
      state.probe = running
        .catch(() => undefined)
        .finally(() => {
          state.probe = null;
        });
      return await running;
    },
  };
}

interface State {
  isProven: boolean;
  refused: WholeFileSent | null;
  /** The call that all others wait for. */
  probe: Promise<unknown> | null;
}
