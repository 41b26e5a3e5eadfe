import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, describe } from 'vitest';
import { errorCode } from '#shared/errors/app-error.ts';
import { parseHeader } from '#shared/fits/header.ts';
import { IMAGE, LINK_KEY, openCuttingRoom } from './testing/cutting-room.ts';

describe('the header of an image', () => {
  it('takes one call of 64 KiB, and a second time none', async () => {
    const room = await openCuttingRoom();
    const first = await room.header();
    expect(first).toMatchObject({ from: 'dropbox', calls: 1, sentBytes: 65_536, offset: 0 });
    const whole = await room.demo.bytesOf(IMAGE);
    expect(first!.fileBytes).toBe(whole.length);
    expect(Buffer.from(first!.bytes)).toEqual(whole.subarray(0, first!.bytes.length));
    expect(parseHeader(first!.bytes)).not.toBeNull();
    const second = await room.header({ rev: first!.rev });
    expect(second).toMatchObject({ from: 'kept', calls: 0, rev: first!.rev });
    expect(room.ranges()).toEqual(['bytes=0-65535']);
  });

  it('is fetched again where the list of files has another revision', async () => {
    const room = await openCuttingRoom();
    await room.header();
    expect(await room.header({ rev: '0123456789abcdef' })).toMatchObject({ from: 'dropbox' });
    expect(room.ranges()).toHaveLength(2);
  });

  it('is known without a connection once it is kept, and asked of nobody else', async () => {
    const room = await openCuttingRoom();
    room.disconnect();
    expect(await room.header({ linkKey: LINK_KEY })).toBeNull();
    expect(await room.header()).toBeNull();
    // A read alone makes no database.
    expect(readdirSync(room.folder)).toEqual([]);
  });

  it('comes from the copy on disk, and names the copy where that is damaged', async () => {
    const room = await openCuttingRoom();
    const downloadsFolder = join(room.folder, 'downloads');
    const copy = join(downloadsFolder, IMAGE);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, await room.demo.bytesOf(IMAGE));
    expect(await room.header({ downloadsFolder })).toMatchObject({ from: 'disk', rev: null });
    expect(room.ranges()).toEqual([]);
    writeFileSync(copy, 'no FITS at all'.padEnd(2880));
    const error = await room.header({ downloadsFolder }).catch((caught: unknown) => caught);
    expect(errorCode(error)).toBe('bad-input');
    expect(String(error)).toContain(`${copy}: This is no FITS file`);
  });
});
