import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFreeSpace, NoSpace } from './free-space.ts';
import { targetOf } from '../transfer/target.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'free-space-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('free space on a disk', () => {
  it('is reserved for started files until they end', () => {
    const { bavail, bsize } = statfsSync(folder);
    const most = Math.floor(bavail * bsize * 0.6);
    const [a, b, small] = ['/a.fits', '/b.fits', '/c.xml'].map((path) =>
      targetOf(folder, path, 'posix'),
    );
    const freeSpace = createFreeSpace(folder);
    freeSpace.check(a!, most);
    expect(() => freeSpace.check(b!, most)).toThrow(
      /b\.fits: needs .* files under way need .* of them/,
    );
    expect(() => freeSpace.check(b!, most)).toThrow(NoSpace);
    expect(freeSpace.has(b!, most)).toBe(false);
    // A file that starts again reuses its own reservation.
    expect(freeSpace.has(a!, most)).toBe(true);
    freeSpace.check(small!, 1_000);
    freeSpace.end(a!);
    expect(freeSpace.has(b!, most)).toBe(true);
    freeSpace.check(b!, most);
  });

  it('names the space that stays reserved if the file alone would fit', () => {
    const { bavail, bsize } = statfsSync(folder);
    const freeSpace = createFreeSpace(folder);
    const target = targetOf(folder, '/a.fits', 'posix');
    expect(() => freeSpace.check(target, bavail * bsize - 8 * 1024 * 1024)).toThrow(
      /a\.fits: needs .*, but only .* are free on that disk, and 16\.8 MB of them stay free\. Free some space/,
    );
  });

  it('is too small for a file that is larger than the disk', () => {
    const { blocks, bsize } = statfsSync(folder);
    const freeSpace = createFreeSpace(folder);
    const target = targetOf(folder, '/a.fits', 'posix');
    expect(() => freeSpace.check(target, blocks * bsize * 2)).toThrow(
      /are free on that disk\. Free some space/,
    );
  });
});
