import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';

const free: Buffer[] = [];

/** More unused blocks than this are left to the garbage collector. */
const MAX_FREE = 12;

/** A buffer of one block. Reused, because allocating and zeroing 4 MiB for each block costs as much as hashing it. */
export function takeBlockBuffer(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
}

export function giveBlockBuffer(buffer: Buffer): void {
  if (free.length < MAX_FREE) free.push(buffer);
}
