/** Calls that concern the engine as a whole. */
export type LifeCalls = {
  /** Sets whether the engine emits `trace`. */
  readonly setTracing: { readonly input: { readonly on: boolean }; readonly output: null };
  /** Stops all work cleanly; answers when all writes have ended. */
  readonly pause: { readonly input: null; readonly output: null };
  /** Writes pending state, releases the output folder, and ends. */
  readonly close: { readonly input: null; readonly output: null };
};

export type LifeEvents = {
  /** A line for developers: a call to Dropbox, or an error with its stack. Contains no link or password. */
  readonly trace: { readonly line: string };
};
