import { assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRange } from './range.ts';

describe('parseRange', () => {
  it('takes what lies in the file as it is', () => {
    assert(
      property(nat(1e6), nat(1e6), nat(1e6), (start, length, rest) => {
        const end = start + length;
        expect(parseRange(`bytes=${start}-${end}`, end + 1 + rest)).toEqual({
          start,
          end: end + 1,
        });
      }),
    );
  });

  it('moves an end beyond the file to its end', () => {
    assert(
      property(nat(1e6), nat(1e6), nat(1e6), (start, length, beyond) => {
        const size = start + length + 1;
        expect(parseRange(`bytes=${start}-${size + beyond}`, size)).toEqual({ start, end: size });
        expect(parseRange(`bytes=${start}-`, size)).toEqual({ start, end: size });
      }),
    );
  });

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=-0',
    'bytes=10-',
    'bytes=99-200',
    'bytes=5-4',
    'bytes=0-1,3-4',
    'lines=0-1',
    'bytes=a-b',
  ])('ignores %s in a file of ten bytes', (header) => {
    expect(parseRange(header, 10)).toBeNull();
  });

  it('knows the last bytes', () => {
    expect(parseRange('bytes=-3', 10)).toEqual({ start: 7, end: 10 });
    expect(parseRange('bytes=-30', 10)).toEqual({ start: 0, end: 10 });
  });
});
