/** Calls about the state of each file. */
export type FileStateCalls = {
  /**
   * For each row of the latest listing one byte, an index of FILE_STATES: `queued` as the open queue of that folder has
   * it, `verified` and `damaged` as the latest verification found it, else `listed`. Reads no disk, so `on-disk` never
   * occurs.
   */
  readonly fileStates: {
    readonly input: {
      readonly catalogueId: number;
      readonly outputFolder: string;
      /** Whether the latest verification counts. */
      readonly withResults: boolean;
    };
    readonly output: { readonly states: Uint8Array };
  };
};
