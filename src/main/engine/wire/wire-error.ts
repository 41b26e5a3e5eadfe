/** What goes wrong on a connection before or while a body comes. Node's own errors (ECONNRESET …) stay as they are. */
export type WireErrorCode =
  /** The head of an answer breaks HTTP/1.1, or is larger than we read. */
  | 'WIRE_BAD_ANSWER'
  /** The connection closed before the answer was complete. */
  | 'WIRE_CLOSED'
  /** A kept connection turned out to be closed, or no longer trustworthy, before a byte of the answer came. */
  | 'WIRE_STALE'
  | 'WIRE_CONNECT_TIMEOUT'
  | 'WIRE_HEAD_TIMEOUT'
  | 'WIRE_BODY_TIMEOUT';

export class WireError extends Error {
  override readonly name = 'WireError';
  readonly code: WireErrorCode;
  constructor(code: WireErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** An answer that is not proper HTTP/1.1; `what` completes "the answer …". */
export function badAnswer(what: string): WireError {
  return new WireError('WIRE_BAD_ANSWER', `The answer ${what}.`);
}

/** Whether a request failed only because a kept connection was of no use any more: a new one can be tried at once. */
export function isStale(error: unknown): boolean {
  return error instanceof WireError && error.code === 'WIRE_STALE';
}

/** Whether an error says that the connection closed before its answer was complete, and no more than that. */
export function isCut(error: unknown): boolean {
  return error instanceof WireError && error.code === 'WIRE_CLOSED';
}
