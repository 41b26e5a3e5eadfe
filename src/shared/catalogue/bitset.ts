/**
 * A set of rows of a catalogue, one bit each. Plain data, so that it can be cloned to another thread. Bits from
 * `length` on are always 0. Functions that change a bitset document it; only the owner of the bitset calls them.
 */
export interface Bitset {
  readonly length: number;
  readonly words: Uint32Array;
}

/** An empty set over `length` rows. */
export function createBitset(length: number): Bitset {
  return { length, words: new Uint32Array((length + 31) >>> 5) };
}

/** The set of all rows. */
export function fullBitset(length: number): Bitset {
  const bits = createBitset(length);
  setRange(bits, 0, length, true);
  return bits;
}

/** The set of the rows that `test` accepts. */
export function bitsetWhere(length: number, test: (row: number) => boolean): Bitset {
  const bits = createBitset(length);
  for (let row = 0; row < length; row += 1) if (test(row)) setBit(bits, row);
  return bits;
}

export function hasBit(bits: Bitset, row: number): boolean {
  return row < bits.length && ((bits.words[row >>> 5]! >>> (row & 31)) & 1) === 1;
}

/** Adds a row, in place. */
export function setBit(bits: Bitset, row: number): void {
  bits.words[row >>> 5]! |= 1 << (row & 31);
}

/** Removes a row, in place. */
export function clearBit(bits: Bitset, row: number): void {
  bits.words[row >>> 5]! &= ~(1 << (row & 31));
}

/** Adds (`on`) or removes the rows from `start` to before `end`, in place. */
export function setRange(bits: Bitset, start: number, end: number, on: boolean): void {
  for (let row = start; row < end; ) {
    const bit = row & 31;
    const width = Math.min(32 - bit, end - row);
    const mask = (width === 32 ? -1 : (1 << width) - 1) << bit;
    if (on) bits.words[row >>> 5]! |= mask;
    else bits.words[row >>> 5]! &= ~mask;
    row += width;
  }
}

/** A set of its own with the same rows. */
export function copyBitset(bits: Bitset): Bitset {
  return { length: bits.length, words: bits.words.slice() };
}

/** The rows that are in both. The sets must be over the same rows. */
export function andBits(a: Bitset, b: Bitset): Bitset {
  return { length: a.length, words: a.words.map((word, index) => word & b.words[index]!) };
}

/** The rows that are in either. */
export function orBits(a: Bitset, b: Bitset): Bitset {
  return { length: a.length, words: a.words.map((word, index) => word | b.words[index]!) };
}

/** The rows that are in `a` and not in `b`. */
export function andNotBits(a: Bitset, b: Bitset): Bitset {
  return { length: a.length, words: a.words.map((word, index) => word & ~b.words[index]!) };
}

export function countBits(bits: Bitset): number {
  let count = 0;
  for (const word of bits.words) count += onesOf(word);
  return count;
}

function onesOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const nibbles = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** Calls `visit` with each row of the set, in order. */
export function forEachBit(bits: Bitset, visit: (row: number) => void): void {
  for (let index = 0; index < bits.words.length; index += 1) {
    for (let word = bits.words[index]!; word !== 0; word &= word - 1) {
      visit(index * 32 + 31 - Math.clz32(word & -word));
    }
  }
}

/** The rows of the set, in order. */
export function* rowsOf(bits: Bitset): Generator<number, void, undefined> {
  for (let index = 0; index < bits.words.length; index += 1) {
    for (let word = bits.words[index]!; word !== 0; word &= word - 1) {
      yield index * 32 + 31 - Math.clz32(word & -word);
    }
  }
}
