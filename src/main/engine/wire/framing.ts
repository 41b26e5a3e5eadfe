import type { ResponseHead } from './response-head.ts';
import { badAnswer } from './wire-error.ts';

/** How an answer says where its body ends. */
export type Framing =
  /** Bytes of the body; 0 where there is none. */
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  /** The body ends with the connection. */
  | { readonly kind: 'close' };

/** Statuses whose answers have no body, whatever their headers say. */
const WITHOUT_BODY = new Set([204, 304]);

/**
 * The framing of an answer to a request other than HEAD and CONNECT (RFC 9112, 6.3). Both Content-Length and
 * Transfer-Encoding, and any coding but `chunked`, are refused: where two readers can differ, neither is right.
 *
 * @throws WireError WIRE_BAD_ANSWER
 */
export function framingOf({ status, headers }: ResponseHead): Framing {
  const length = headers.get('content-length');
  const coding = headers.get('transfer-encoding');
  if (coding !== undefined) {
    if (length !== undefined) throw badAnswer('has both Content-Length and Transfer-Encoding');
    if (coding.toLowerCase() !== 'chunked') throw badAnswer('has an unknown Transfer-Encoding');
    return WITHOUT_BODY.has(status) ? { kind: 'length', bytes: 0 } : { kind: 'chunked' };
  }
  if (length !== undefined && !/^\d{1,15}$/.test(length)) {
    throw badAnswer('has a Content-Length that is no number');
  }
  if (WITHOUT_BODY.has(status)) return { kind: 'length', bytes: 0 };
  return length === undefined ? { kind: 'close' } : { kind: 'length', bytes: Number(length) };
}
