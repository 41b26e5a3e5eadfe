/** Takes a body's bytes where the caller wants them: the sink lends memory, and hears how much of it was filled. */
export interface BodySink {
  /** Where the next bytes may land, at least one byte; null where none may come now: see {@link BodySink.whenSpace}. */
  space(): Uint8Array | null;
  /**
   * So many bytes lie at the start of what {@link BodySink.space} gave last. Throws what shall end the body.
   *
   * @returns whether the sink wants more
   */
  landed(count: number): 'more' | 'enough';
  /** Resolves when it is worth asking for space again. Rejects with what shall end the body. */
  whenSpace(): Promise<void>;
}

/** The body of an answer. It must be read, or destroyed. */
export interface FileBody {
  /**
   * Hands all bytes to the sink. Resolves at the body's end, or once the sink has enough (the rest is dropped). Rejects
   * with the connection's error, with the signal's reason, or with what the sink threw. At most one call.
   */
  readInto(sink: BodySink): Promise<void>;
  /** Drops what was not read. Harmless at any time, also after the end. */
  destroy(): void;
}
