import { z } from 'zod';

const bytes = z.int().nonnegative();

/** What happens to an answer on its way. Byte counts are of its body unless they say otherwise. */
export const wireFaultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slow'), bytesPerSecond: z.number().positive() }),
  /** The connection ends after so many bytes: closed in good order, or reset, which may lose some more. */
  z.object({
    kind: z.literal('cut'),
    afterBytes: bytes,
    how: z.enum(['close', 'reset']).default('close'),
  }),
  /** After so many bytes nothing more comes, and the connection stays open. */
  z.object({ kind: z.literal('stall'), afterBytes: bytes }),
  /** So many bytes are missing at the end, and Content-Length says so. */
  z.object({ kind: z.literal('shorten'), bytes: bytes.min(1) }),
  /** More bytes than promised: beyond Content-Length, or in chunks without one. */
  z.object({
    kind: z.literal('surplus'),
    bytes: bytes.min(1).default(1),
    framing: z.enum(['length', 'chunked']).default('length'),
  }),
  /** Bytes from this place in the file come with all their bits turned over. */
  z.object({ kind: z.literal('corrupt'), atByte: bytes, bytes: bytes.min(1).default(1) }),
  /** Content-Range names a place so many bytes further on than what is sent. */
  z.object({ kind: z.literal('wrong-range'), shift: z.int().default(1) }),
  /** These characters (Latin-1) in place of head and body; then nothing, and the connection stays open. */
  z.object({ kind: z.literal('raw'), text: z.string() }),
]);

export type WireFault = z.output<typeof wireFaultSchema>;

const KINDS: ReadonlySet<string> = new Set(
  wireFaultSchema.options.map(({ shape }) => shape.kind.value),
);

export function isWireFault(fault: { readonly kind: string }): fault is WireFault {
  return KINDS.has(fault.kind);
}
