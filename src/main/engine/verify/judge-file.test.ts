import { describe, expect, it } from 'vitest';
import type { HashedFile } from './hash-pool.ts';
import { judgeByError, judgeByHash, judgeBySize } from './judge-file.ts';

const HASH = 'ab'.repeat(32);
const LISTED = { path: '/a', size: 5, rev: null, contentHash: HASH, checksum: null };
const READ: HashedFile = { kind: 'hashed', size: 5, contentHash: HASH, whole: {} };

describe('a file is judged', () => {
  it('by its size only where that is wrong, or nothing else is known', () => {
    expect(judgeBySize(LISTED, 5)).toBeNull();
    expect(judgeBySize(LISTED, 4)?.verdict).toBe('damaged');
    expect(judgeBySize({ ...LISTED, contentHash: null }, 5)?.verdict).toBe('size-only');
    expect(judgeBySize({ ...LISTED, contentHash: null, size: null }, 5)?.verdict).toBe('not-known');
  });

  it('as good only where every hash that is known agrees', () => {
    expect(judgeByHash(LISTED, 5, READ).verdict).toBe('verified');
    const checksum = { algorithm: 'md5', hex: '0'.repeat(32) } as const;
    expect(judgeByHash({ ...LISTED, checksum }, 5, READ).verdict).toBe('damaged');
  });

  it('not at all where it changed under the reader’s hands', () => {
    expect(judgeByHash(LISTED, 6, READ)).toEqual({
      verdict: 'unreadable',
      why: 'was changed while it was being read',
    });
  });

  it('unreadable for what the disk says, known or not', () => {
    expect(judgeByError('EACCES', '').why).toBe('may not be read by you');
    expect(judgeByError('EIO', '').why).toBe('could not be read: the disk fails there');
    expect(judgeByError(null, 'odd').why).toBe('could not be read ("odd")');
  });
});
