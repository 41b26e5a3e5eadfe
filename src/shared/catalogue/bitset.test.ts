import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  andBits,
  andNotBits,
  type Bitset,
  bitsetWhere,
  clearBit,
  copyBitset,
  countBits,
  createBitset,
  forEachBit,
  fullBitset,
  hasBit,
  orBits,
  rowsOf,
  setBit,
  setRange,
} from './bitset.ts';

const length = fc.integer({ min: 0, max: 130 });

/** A length and two sets of rows below it. */
const pairs = length.chain((rows) =>
  fc.tuple(
    fc.constant(rows),
    fc.array(fc.boolean(), { minLength: rows, maxLength: rows }),
    fc.array(fc.boolean(), { minLength: rows, maxLength: rows }),
  ),
);

function bitsOf(members: readonly boolean[]): Bitset {
  return bitsetWhere(members.length, (row) => members[row] === true);
}

function membersOf(bits: Bitset): boolean[] {
  return Array.from({ length: bits.length }, (_, row) => hasBit(bits, row));
}

describe('a bitset', () => {
  it('is the set that it was made from', () => {
    fc.assert(
      fc.property(pairs, ([, members]) => {
        const bits = bitsOf(members);
        const rows = members.flatMap((member, row) => (member ? [row] : []));
        const visited: number[] = [];
        forEachBit(bits, (row) => visited.push(row));
        expect(membersOf(bits)).toEqual(members);
        expect([...rowsOf(bits)]).toEqual(rows);
        expect(visited).toEqual(rows);
        expect(countBits(bits)).toBe(rows.length);
      }),
    );
  });

  it('combines row by row', () => {
    fc.assert(
      fc.property(pairs, ([, a, b]) => {
        expect(membersOf(andBits(bitsOf(a), bitsOf(b)))).toEqual(a.map((is, row) => is && b[row]));
        expect(membersOf(orBits(bitsOf(a), bitsOf(b)))).toEqual(a.map((is, row) => is || b[row]));
        expect(membersOf(andNotBits(bitsOf(a), bitsOf(b)))).toEqual(
          a.map((is, row) => is && b[row] === false),
        );
      }),
    );
  });

  it('sets and clears ranges, and leaves the rest', () => {
    fc.assert(
      fc.property(pairs, fc.nat(130), fc.nat(130), fc.boolean(), ([rows, members], a, b, on) => {
        const start = Math.min(a, b, rows);
        const end = Math.min(Math.max(a, b), rows);
        const bits = bitsOf(members);
        setRange(bits, start, end, on);
        expect(membersOf(bits)).toEqual(
          members.map((member, row) => (row >= start && row < end ? on : member)),
        );
      }),
    );
  });

  it('of everything has no bits behind its end', () => {
    fc.assert(
      fc.property(length, (rows) => {
        expect(countBits(fullBitset(rows))).toBe(rows);
        expect(hasBit(fullBitset(rows), rows)).toBe(false);
      }),
    );
  });

  it('is changed in place, and its copy is not', () => {
    const bits = createBitset(40);
    setBit(bits, 31);
    const copy = copyBitset(bits);
    clearBit(bits, 31);
    setBit(bits, 32);
    expect([...rowsOf(bits)]).toEqual([32]);
    expect([...rowsOf(copy)]).toEqual([31]);
  });
});
