import type { FileContent } from '../shelf/file-content.ts';
import type { WireFault } from './wire-fault.ts';

/** How a body goes over the wire. */
export interface WirePlan {
  /** As promised in the header; null sends the body in chunks. */
  readonly contentLength: number | null;
  /** Where the body starts, as Content-Range has it. */
  readonly claimedStart: number;
  readonly chunks: Iterable<Uint8Array>;
  /** What happens after the last chunk. */
  readonly ending: 'end' | 'stall' | 'close' | 'reset';
  readonly bytesPerSecond: number | null;
}

/** Sends `content` from `start` up to but not including `end`, as the faults have it. */
export function planWire(
  content: FileContent,
  start: number,
  end: number,
  faults: readonly WireFault[],
): WirePlan {
  const stop = firstStop(faults);
  const missing = sum(faults, (fault) => (fault.kind === 'shorten' ? fault.bytes : 0));
  const surplus = sum(faults, (fault) => (fault.kind === 'surplus' ? fault.bytes : 0));
  const chunked = faults.some((fault) => fault.kind === 'surplus' && fault.framing === 'chunked');
  const slow = faults.flatMap((fault) => (fault.kind === 'slow' ? [fault.bytesPerSecond] : []));
  const honestBytes = Math.max(0, end - start - missing);
  // A body that ends before the trouble comes has no trouble.
  const stops = stop !== null && stop.afterBytes <= honestBytes + surplus;
  const sentBytes = stops ? stop.afterBytes : honestBytes + surplus;
  return {
    contentLength: chunked ? null : honestBytes,
    claimedStart: start + sum(faults, (fault) => (fault.kind === 'wrong-range' ? fault.shift : 0)),
    chunks: chunksOf(content, start, Math.min(honestBytes, sentBytes), sentBytes, faults),
    ending: stops ? stop.ending : 'end',
    bytesPerSecond: slow.length === 0 ? null : Math.min(...slow),
  };
}

interface Stop {
  readonly afterBytes: number;
  readonly ending: WirePlan['ending'];
}

/** Of several cuts and stalls, the one that comes first along the body. */
function firstStop(faults: readonly WireFault[]): Stop | null {
  let first: Stop | null = null;
  for (const fault of faults) {
    if (fault.kind !== 'cut' && fault.kind !== 'stall') continue;
    if (first !== null && first.afterBytes <= fault.afterBytes) continue;
    first = {
      afterBytes: fault.afterBytes,
      ending: fault.kind === 'cut' ? fault.how : 'stall',
    };
  }
  return first;
}

function sum(faults: readonly WireFault[], value: (fault: WireFault) => number): number {
  return faults.reduce((total, fault) => total + value(fault), 0);
}

/** So many bytes of the content, filled up to so many in all. */
function* chunksOf(
  content: FileContent,
  start: number,
  contentBytes: number,
  sentBytes: number,
  faults: readonly WireFault[],
): Generator<Uint8Array> {
  const corruptions = faults.filter((fault) => fault.kind === 'corrupt');
  let position = start;
  for (const chunk of content.read(start, start + contentBytes)) {
    yield corruptions.reduce(
      (bent, { atByte, bytes: count }) =>
        invert(bent, atByte - position, atByte + count - position),
      chunk,
    );
    position += chunk.length;
  }
  if (sentBytes > contentBytes) yield new Uint8Array(sentBytes - contentBytes).fill(0x2a);
}

/** A copy with the bits of some bytes turned over; the chunk itself where they lie outside of it. */
function invert(chunk: Uint8Array, from: number, to: number): Uint8Array {
  const first = Math.max(0, from);
  const last = Math.min(chunk.length, to);
  if (first >= last) return chunk;
  // Chunks are shared with other calls.
  const copy = Uint8Array.from(chunk);
  for (let i = first; i < last; i += 1) copy[i]! ^= 0xff;
  return copy;
}
