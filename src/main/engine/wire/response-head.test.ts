import { describe, expect, it } from 'vitest';
import { parseHead } from './response-head.ts';

const headOf = (...lines: readonly string[]) =>
  parseHead(Buffer.from(`HTTP/1.1 200 OK\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1'));

/** 30 KiB: a parser that tries every split of it has not finished when this test is given up. */
const BLANKS = ' \t'.repeat(15_000);

describe('The parser of a head', () => {
  it('takes blanks from both ends of a value, and no other character', () => {
    const head = headOf('a:b', 'c: \t d e\t ', 'f:', 'g:  ', 'h:\u00a0i');
    expect([...head!.headers]).toEqual([
      ['a', 'b'],
      ['c', 'd e'],
      ['f', ''],
      ['g', ''],
      ['h', '\u00a0i'],
    ]);
  });

  it('reads a value of blanks in one pass, even if a refused character ends it', () => {
    expect(headOf(`x:${BLANKS}`)?.headers.get('x')).toBe('');
    expect(headOf(`x:y${BLANKS}z`)?.headers.get('x')).toBe(`y${BLANKS}z`);
    expect(() => headOf(`x:${BLANKS}\u0001`)).toThrow(/breaks HTTP/);
    expect(() => headOf(`x:y${BLANKS}z\u0001`)).toThrow(/breaks HTTP/);
  });

  it('splits the options of a connection in one pass', () => {
    expect(headOf(`connection: a${BLANKS}b ,\tClose`)?.keepAlive).toBe(false);
    expect(headOf(`connection: a${BLANKS}b`)?.keepAlive).toBe(true);
  });
});
