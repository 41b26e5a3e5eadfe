import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';

const free: Buffer[] = [];

/** How many unused blocks are kept for the next file; more are left to the garbage collector. */
const KEPT = 12;

/** A buffer of one block. Reused, because allocating and zeroing 4 MiB for each block costs as much as hashing it. */
export function takeBlockBuffer(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
}

export function giveBlockBuffer(buffer: Buffer): void {
  if (free.length < KEPT) free.push(buffer);
}
