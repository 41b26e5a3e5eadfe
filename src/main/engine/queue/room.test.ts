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

describe('the room on a disk', () => {
  it('is kept for files that were begun until they have ended', () => {
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
    // A file that is begun anew needs no room beside itself.
    expect(room.has(a!, most)).toBe(true);
    room.check(small!, 1_000);
    room.end(a!);
    expect(room.has(b!, most)).toBe(true);
    room.check(b!, most);
  });

  it('names what stays free where the file alone would fit', () => {
    const { bavail, bsize } = statfsSync(folder);
    const room = createRoom(folder);
    const target = targetOf(folder, '/a.fits', 'posix');
    expect(() => room.check(target, bavail * bsize - 8 * 1024 * 1024)).toThrow(
      /a\.fits: needs .*, but only .* are free on that disk, and 16\.8 MB of them stay free\. Make room/,
    );
  });

  it('is not there for what is larger than the disk', () => {
    const { blocks, bsize } = statfsSync(folder);
    const room = createRoom(folder);
    const target = targetOf(folder, '/a.fits', 'posix');
    expect(() => room.check(target, blocks * bsize * 2)).toThrow(
      /are free on that disk\. Make room/,
    );
  });
});
