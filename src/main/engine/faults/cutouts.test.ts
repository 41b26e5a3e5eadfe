import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CutoutResult } from '#main/engine/contract/cutout-calls.ts';
import {
  CENTRE,
  type CuttingRoom,
  IMAGE,
  openCuttingRoom,
  OTHER,
} from '#main/engine/cutouts/testing/cutting-room.ts';
import { card, imageLines, makeHeader } from '#shared/fits/testing/make-header.ts';
import { canMount, mountDisk, system, unmount } from './testing/mounts.ts';

const BOTH = [IMAGE, OTHER].map((path) => ({ path, sources: [0] }));
const MIB = 1024 * 1024;
/** A table of compressed tiles: 1 row of 8 bytes. */
const TABLE_LINES = [
  card('XTENSION', 'BINTABLE'),
  card('BITPIX', 8),
  card('NAXIS', 2),
  card('NAXIS1', 8),
  card('NAXIS2', 1),
  card('PCOUNT', 0),
  card('GCOUNT', 1),
  card('TFIELDS', 1),
];
/** 43 × 43 pixels of four bytes, in whole blocks. */
const DATA_BYTES = 8_640;

/** Compares a cutout with one from the whole file on disk, which makes no call. */
async function isRight(room: CuttingRoom, result: CutoutResult | undefined): Promise<boolean> {
  const downloadsFolder = join(room.folder, 'downloads');
  mkdirSync(dirname(join(downloadsFolder, IMAGE)), { recursive: true });
  writeFileSync(join(downloadsFolder, IMAGE), await room.demo.bytesOf(IMAGE));
  const outputFolder = join(room.folder, 'from-disk');
  const { results } = await room.cut({ downloadsFolder, outputFolder });
  const [theirs, ours] = [join(outputFolder, results[0]!.file!), join(room.output, result!.file!)];
  const dataOf = (file: string): Buffer => readFileSync(file).subarray(-DATA_BYTES);
  return dataOf(theirs).equals(dataOf(ours));
}

/** The image with its header's card of NAXIS1 changed. */
async function withNaxis1(text: string): Promise<Uint8Array> {
  const { demo } = await openCuttingRoom();
  const bytes = Buffer.from(await demo.bytesOf(IMAGE));
  bytes.write(`NAXIS1  = ${text.padStart(20)}`, bytes.indexOf('NAXIS1  = '), 'latin1');
  return bytes;
}

describe('a cutout', () => {
  it('is not cut from a 200, and no second file is asked for', async () => {
    const room = await openCuttingRoom({ faults: [{ fault: { kind: 'ignore-range' } }] });
    const { halted, results } = await room.cut({ images: BOTH });
    expect(room.ranges()).toHaveLength(1);
    expect(halted).toMatchObject({ code: 'range-refused' });
    expect(halted?.message).toMatch(/the whole file of 6\.\d+ MB was sent where a part was asked/);
    expect(results.map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped']);
    expect(results[1]?.note).toBe(halted?.message);
  });

  it('is not cut from a 200 for its rows, either', async () => {
    const room = await openCuttingRoom({
      faults: [{ after: 1, path: IMAGE, fault: { kind: 'ignore-range' } }],
    });
    const { halted, results } = await room.cut();
    expect(halted).toMatchObject({ code: 'range-refused' });
    expect(results).toMatchObject([{ outcome: 'stopped', file: null }]);
  });

  it('is asked for once more after a wrong Content-Range', async () => {
    const fault = { kind: 'wrong-range', shift: 5_120 } as const;
    const room = await openCuttingRoom({ faults: [{ path: IMAGE, after: 1, times: 1, fault }] });
    const { results } = await room.cut();
    expect(room.ranges()).toHaveLength(3);
    expect(await isRight(room, results[0])).toBe(true);
  });

  it('fails where Content-Range stays wrong, and the next image is cut', async () => {
    const fault = { kind: 'wrong-range', shift: 5_120 } as const;
    const room = await openCuttingRoom({ faults: [{ path: OTHER, fault }] });
    const { results, halted } = await room.cut({ images: BOTH.toReversed() });
    expect(halted).toBeNull();
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'cut']);
    expect(results[0]?.note).toContain('another range of the file than requested');
  });

  it('begins again with the new revision if the file was replaced since its header was read', async () => {
    const room = await openCuttingRoom();
    const before = await room.cut({ sources: [{ ...CENTRE, name: 'before', decDeg: 1 }] });
    room.demo.changeFile(IMAGE);
    const after = await room.cut();
    // The rows of the old header, the new header, the rows.
    expect(after.calls).toBe(3);
    expect(after.results[0]?.rev).not.toBe(before.results[0]?.rev);
    expect(await isRight(room, after.results[0])).toBe(true);
  });

  it('fails if the file is replaced each time', async () => {
    const room = await openCuttingRoom({
      faults: Array.from({ length: 20 }, (_, call) => ({
        path: IMAGE,
        after: call,
        times: 1,
        fault: { kind: 'lie' as const, rev: `0123456789a${call}` },
      })),
    });
    const { results } = await room.cut();
    expect(results).toMatchObject([{ outcome: 'failed', file: null }]);
    expect(results[0]?.note).toContain('was replaced on Dropbox');
    expect(room.ranges()).toHaveLength(6);
  });

  it('waits out a 429 between header and rows', async () => {
    const room = await openCuttingRoom({
      faults: [{ path: IMAGE, after: 1, times: 1, fault: { kind: 'rate-limit', seconds: 300 } }],
    });
    const { results } = await room.cut();
    expect(room.ranges()).toHaveLength(3);
    expect(await isRight(room, results[0])).toBe(true);
  });

  it('is asked for again after a connection broke amid its rows', async () => {
    const whole = await (await openCuttingRoom()).cut();
    for (const how of ['reset', 'close'] as const) {
      const fault = { kind: 'cut', afterBytes: 10_000, how } as const;
      const room = await openCuttingRoom({ faults: [{ path: IMAGE, after: 1, times: 1, fault }] });
      const { results, bytes } = await room.cut();
      expect(await isRight(room, results[0])).toBe(true);
      // A reset may take what has come before it along.
      if (how === 'close') expect(bytes).toBe(whole.bytes + 10_000);
    }
  });

  it('is refused where the file is shorter than its header says', async () => {
    const { demo } = await openCuttingRoom();
    const bytes = (await demo.bytesOf(IMAGE)).subarray(0, 4_000_000);
    const room = await openCuttingRoom({ extraFiles: { [IMAGE]: bytes } });
    const { results, calls } = await room.cut({ images: BOTH });
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'cut']);
    expect(results[0]?.note).toContain('4000000 bytes and its header promises 65');
    expect(calls).toBe(3);
  });

  it('is refused where NAXIS lies', async () => {
    for (const [naxis1, note] of [
      ['1281', 'its header promises'],
      ['128000000000', 'its header promises'],
      ['-5', "NAXIS1 is -5, which can't be"],
      ["'1280'", 'NAXIS1 is "1280", which is no number'],
    ] as const) {
      const room = await openCuttingRoom({ extraFiles: { [IMAGE]: await withNaxis1(naxis1) } });
      const { results } = await room.cut();
      expect(results).toMatchObject([{ outcome: 'failed', file: null }]);
      expect(results[0]?.note).toContain(note);
    }
  });

  it('is refused where the image is compressed, and the next image is cut', async () => {
    const { demo } = await openCuttingRoom();
    const tiles = Buffer.concat([
      makeHeader(imageLines([], ['EXTEND  =                    T'])),
      Buffer.from(makeHeader([...TABLE_LINES, 'ZIMAGE  =                    T'])),
    ]);
    for (const [bytes, note] of [
      [gzipSync(await demo.bytesOf(IMAGE)), 'compressed with gzip, so no part of it can be read'],
      [tiles, 'tile-compressed (ZIMAGE), which is not cut'],
    ] as const) {
      const room = await openCuttingRoom({ extraFiles: { [IMAGE]: bytes } });
      const { results, halted } = await room.cut({ images: BOTH });
      expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'cut']);
      expect(results[0]?.note).toContain(note);
      expect(halted).toBeNull();
    }
  });

  it.skipIf(!canMount)(
    'is not begun where the disk has no space for it, and is made once it has',
    async () => {
      const room = await openCuttingRoom();
      mountDisk(room.output, 8 * MIB);
      onTestFinished(() => unmount(room.output));
      const { halted, results } = await room.cut({ images: BOTH });
      expect(halted).toMatchObject({ code: 'disk-full' });
      expect(halted?.message).toMatch(
        /the next 1 cutout needs [\d.]+ kB, but only 8\.39 MB are free on that disk, and 16\.8 MB of them stay free/,
      );
      expect(results.map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped']);
      // The headers alone were fetched.
      expect(new Set(room.ranges())).toEqual(new Set(['bytes=0-65535']));
      expect(readdirSync(room.output)).toEqual([]);
      system('mount', '-o', `remount,size=${64 * MIB}`, room.output);
      const again = await room.cut({ images: BOTH });
      expect(again.results.map(({ outcome }) => outcome)).toEqual(['cut', 'cut']);
    },
  );

  it.skipIf(!canMount)('is not begun where the disk has no inode for it', async () => {
    const room = await openCuttingRoom();
    mountDisk(room.output, 64 * MIB);
    onTestFinished(() => unmount(room.output));
    system('mount', '-o', 'remount,nr_inodes=6', room.output);
    const { halted } = await room.cut();
    expect(halted).toMatchObject({ code: 'disk-full' });
    expect(halted?.message).toMatch(
      /space for \d more files \(inodes\), too few for the next 1 cutout/,
    );
    expect((await room.plan()).freeFiles).toBeLessThan(6);
    expect(readdirSync(room.output)).toEqual([]);
  });

  it('is named as missing where the file has vanished', async () => {
    const room = await openCuttingRoom();
    room.demo.removeFile(IMAGE);
    const { results } = await room.cut({ images: BOTH });
    expect(results.map(({ outcome }) => outcome)).toEqual(['not-there', 'cut']);
  });
});
