import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRoom, NoRoom } from './room.ts';
import { targetOf } from '../transfer/target.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'room-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('free space on a disk', () => {
  it('is reserved for started files until they end', () => {
    const { bavail, bsize } = statfsSync(folder);
    const most = Math.floor(bavail * bsize * 0.6);
    const [a, b, small] = ['/a.fits', '/b.fits', '/c.xml'].map((path) =>
      targetOf(folder, path, 'posix'),
    );
    const room = createRoom(folder);
    room.check(a!, most);
    expect(() => room.check(b!, most)).toThrow(/b\.fits: needs .* files under way need .* of them/);
    expect(() => room.check(b!, most)).toThrow(NoRoom);
    expect(room.has(b!, most)).toBe(false);
    // A file that starts again reuses its own reservation.
    expect(room.has(a!, most)).toBe(true);
    room.check(small!, 1_000);
    room.end(a!);
    expect(room.has(b!, most)).toBe(true);
    room.check(b!, most);
  });

  it('names the space that stays reserved if the file alone would fit', () => {
    const { bavail, bsize } = statfsSync(folder);
    const room = createRoom(folder);
    const target = targetOf(folder, '/a.fits', 'posix');
    expect(() => room.check(target, bavail * bsize - 8 * 1024 * 1024)).toThrow(
      /a\.fits: needs .*, but only .* are free on that disk, and 16\.8 MB of them stay free\. Free some space/,
    );
  });

  it('is too small for a file that is larger than the disk', () => {
    const { blocks, bsize } = statfsSync(folder);
    const room = createRoom(folder);
    const target = targetOf(folder, '/a.fits', 'posix');
    expect(() => room.check(target, blocks * bsize * 2)).toThrow(
      /are free on that disk\. Free some space/,
    );
  });
});
