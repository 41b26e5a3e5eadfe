import { describe, expect, it } from 'vitest';
import { firstUnreadable, isUtf16, refuseUtf16 } from './text-encoding.ts';

const decoded = (...bytes: readonly (string | number)[]): string =>
  Buffer.concat(
    bytes.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))),
  ).toString('utf8');

const utf16 = Buffer.from('ra,dec,field\n1,2,VAST_0918+00A\n', 'utf16le');

describe('UTF-16 that was read as UTF-8', () => {
  it.each([
    ['little-endian with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['little-endian', utf16],
    ['big-endian', Buffer.from(utf16).swap16()],
    [
      'big-endian with its mark, of letters beyond Latin',
      Buffer.from('\uFEFFΩβγδ ra', 'utf16le').swap16(),
    ],
  ])('is recognised: %s', (_, bytes) => {
    expect(isUtf16(bytes.toString('utf8'))).toBe(true);
    expect(() => refuseUtf16(bytes.toString('utf8'))).toThrow(/UTF-16.*Save it as UTF-8/);
  });

  it.each(['', 'ra,dec', 'a\0b', '\0'.repeat(100), decoded('caf', 0xe9)])(
    'is not found in %j',
    (text) => {
      expect(isUtf16(text)).toBe(false);
    },
  );
});

describe('bytes that are not UTF-8', () => {
  it.each([
    [decoded('a = b\npass = caf', 0xe9, '\n'), { line: 2, byte: 11 }],
    [decoded('a\r\n\r\né', 0xe9), { line: 3, byte: 3 }],
    [decoded(0xe9), { line: 1, byte: 1 }],
    [decoded('all of it é € 😀'), null],
  ])('of %j are found by line and byte', (text, found) => {
    expect(firstUnreadable(text)).toEqual(found);
  });
});
