/**
 * The FITS checksum of bytes: a ones' complement sum of big-endian words of 32 bits. Source: FITS standard 4.0,
 * appendix J.
 *
 * @param bytes whole words; those of a FITS file are whole blocks
 * @param sum that of the bytes before
 */
export function sumWords(bytes: Uint8Array, sum = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = sum;
  for (let at = 0; at < bytes.length; at += 4) {
    total += view.getUint32(at);
    // Carries are folded back long before a double loses them.
    if (total >= 2 ** 52) total = fold(total);
  }
  return fold(total);
}

function fold(total: number): number {
  let rest = total;
  while (rest > 0xffffffff) rest = (rest % 2 ** 32) + Math.floor(rest / 2 ** 32);
  return rest;
}

/** Characters between digits and letters, which a CHECKSUM must not have. */
const EXCLUDED: ReadonlySet<number> = new Set(
  Array.from(':;<=>?@[\\]^_`', (char) => char.charCodeAt(0)),
);
const ZERO = 0x30;

/**
 * The 16 characters of CHECKSUM that bring a unit's sum to -0.
 *
 * @param sum of header and data while CHECKSUM holds 16 zeros
 */
export function encodeChecksum(sum: number): string {
  const complement = 0xffffffff - sum;
  const ascii = Array.from({ length: 16 }, () => 0);
  for (let byte = 0; byte < 4; byte += 1) {
    const value = Math.floor(complement / 2 ** (24 - 8 * byte)) % 256;
    const quotient = Math.floor(value / 4) + ZERO;
    const four = [quotient + (value % 4), quotient, quotient, quotient];
    // Two that stand in for each other keep their sum: one goes up, the other down.
    while (four.some((char) => EXCLUDED.has(char))) {
      for (let pair = 0; pair < 4; pair += 2) {
        if (EXCLUDED.has(four[pair]!) || EXCLUDED.has(four[pair + 1]!)) {
          four[pair]! += 1;
          four[pair + 1]! -= 1;
        }
      }
    }
    for (let copy = 0; copy < 4; copy += 1) ascii[4 * copy + byte] = four[copy]!;
  }
  // The string begins in the 12th byte of its line, one before the end of a word.
  const turned = [ascii[15]!, ...ascii.slice(0, 15)];
  return String.fromCharCode(...turned);
}
