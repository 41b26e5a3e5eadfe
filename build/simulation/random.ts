/**
 * Numbers in [0, 1) that are the same for the same seed, wherever this runs. Good enough for chance in a simulation,
 * not for secrets.
 */
export function seededRandom(seed: number): () => number {
  // A 32-bit Weyl sequence, mixed by the finalizer of MurmurHash3.
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
