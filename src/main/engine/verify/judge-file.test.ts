import { describe, expect, it } from 'vitest';
import type { HashedFile } from './hash-pool.ts';
import { judgeByError, judgeByHash, judgeBySize } from './judge-file.ts';

const HASH = 'ab'.repeat(32);
const LISTED = { path: '/a', size: 5, rev: null, contentHash: HASH, checksum: null };
const READ: HashedFile = { kind: 'hashed', size: 5, contentHash: HASH, whole: {} };

describe('the result for a file', () => {
  it('depends on its size alone if that is wrong, or if no hash is known', () => {
    expect(judgeBySize(LISTED, 5)).toBeNull();
    expect(judgeBySize(LISTED, 4)?.result).toBe('damaged');
    expect(judgeBySize({ ...LISTED, size: 270_720 }, 1)?.why).toBe('has 1 byte instead of 270,720');
    expect(judgeBySize({ ...LISTED, contentHash: null }, 5)?.result).toBe('size-only');
    expect(judgeBySize({ ...LISTED, contentHash: null, size: null }, 5)?.result).toBe('not-known');
  });

  it('is verified only if every known hash matches', () => {
    expect(judgeByHash(LISTED, 5, READ).result).toBe('verified');
    const checksum = { algorithm: 'md5', hex: '0'.repeat(32) } as const;
    expect(judgeByHash({ ...LISTED, checksum }, 5, READ).result).toBe('damaged');
  });

  it('is unreadable if it changed while it was read', () => {
    expect(judgeByHash(LISTED, 6, READ)).toEqual({
      result: 'unreadable',
      why: 'was changed while it was being read',
    });
  });

  it('is unreadable for known and unknown errors of the disk', () => {
    expect(judgeByError('EACCES', '').why).toBe('is not readable: you have no permission');
    expect(judgeByError('EIO', '').why).toBe('is not readable: the disk reports an error');
    expect(judgeByError(null, 'odd').why).toBe('could not be read ("odd")');
  });
});
