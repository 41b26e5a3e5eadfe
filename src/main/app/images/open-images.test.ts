import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseHeader } from '#shared/fits/header.ts';
import { imageFile, SKY_LINES } from '#shared/fits/testing/image-file.ts';
import { card, imageLines, makeHeader } from '#shared/fits/testing/make-header.ts';
import { baseLevel } from './image-levels.ts';
import { createImageHandlers } from './open-images.ts';

const WIDTH = 1_300;
const HEIGHT = 700;

/** An image of {@link imageFile} on disk, and the handlers that look at it. */
function onDisk(bytes: Uint8Array = imageFile([WIDTH, HEIGHT, 1, 1])) {
  const folder = mkdtempSync(join(tmpdir(), 'images-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'image.fits');
  writeFileSync(file, bytes);
  const handlers = createImageHandlers();
  return { folder, file, images: viewer(handlers, 1), other: viewer(handlers, 2) };
}

/** The calls of one viewer. */
function viewer(handlers: ReturnType<typeof createImageHandlers>, number: number) {
  type Of<K extends keyof typeof handlers> = Omit<Parameters<(typeof handlers)[K]>[0], 'viewer'>;
  const own = { viewer: number };
  return {
    open: (input: Of<'open'>) => handlers.open({ ...own, ...input }),
    tile: (input: Of<'tile'>) => handlers.tile({ ...own, ...input }),
    value: (input: Of<'value'>) => handlers.value({ ...own, ...input }),
    histogram: (input: Of<'histogram'>) => handlers.histogram({ ...own, ...input }),
    close: (input: Of<'close'>) => handlers.close({ ...own, ...input }),
    leave: () => handlers.leave(own),
  };
}

/** The value that {@link imageFile} gives a pixel. */
const valueAt = (x: number, y: number): number => (y * WIDTH + x) % 120;

describe('images on disk', () => {
  it('give their header as it stands in the file', async () => {
    const bytes = imageFile([WIDTH, HEIGHT, 1, 1]);
    const { file, images } = onDisk(bytes);
    const { header, headerOffset, fileBytes } = await images.open({ file });
    expect(fileBytes).toBe(bytes.length);
    expect(headerOffset).toBe(0);
    expect(parseHeader(header)).toEqual(parseHeader(bytes.slice(0, header.length)));
  });

  it.skipIf(process.platform === 'win32')(
    'are not waited for where a pipe has their name',
    async () => {
      const { folder, images } = onDisk();
      const file = join(folder, 'pipe.fits');
      execFileSync('mkfifo', [file]);
      await expect(async () => images.open({ file })).rejects.toThrow(/pipe\.fits/);
    },
  );

  it('give the pixels of a tile, in both modes the same at level 0', async () => {
    const { file, images } = onDisk();
    for (const how of ['sample', 'mean'] as const) {
      const { width, height, values } = await images.tile({
        file,
        at: { level: 0, column: 2, row: 1 },
        how,
      });
      expect([width, height]).toEqual([WIDTH - 1024, HEIGHT - 512]);
      const expected = Array.from({ length: width * height }, (_, at) =>
        valueAt(1024 + (at % width), 512 + Math.floor(at / width)),
      );
      expect([...values]).toEqual(expected);
    }
  });

  it('sample the middle of each block, also of those that the edge cuts', async () => {
    const { file, images } = onDisk();
    const { width, height, values } = await images.tile({
      file,
      at: { level: 2, column: 0, row: 0 },
      how: 'sample',
    });
    expect([width, height]).toEqual([325, 175]);
    expect(values[0]).toBe(valueAt(2, 2));
    expect(values[width * 100 + 200]).toBe(valueAt(802, 402));
    const cut = onDisk(imageFile([1_025, 1_025]));
    const edge = await cut.images.tile({
      file: cut.file,
      at: { level: 2, column: 0, row: 0 },
      how: 'sample',
    });
    expect(edge.width).toBe(257);
    expect(edge.values[256]).toBe((2 * 1_025 + 1_024) % 120);
    expect(edge.values.at(-1)).toBe((1_025 * 1_025 - 1) % 120);
  });

  it('average each block, whether from the file or from memory', async () => {
    const { file, images } = onDisk();
    for (const level of [1, 2]) {
      const block = 2 ** level;
      const { width, values } = await images.tile({
        file,
        at: { level, column: 0, row: 0 },
        how: 'mean',
      });
      for (const [x, y] of [
        [0, 0],
        [17, 101],
        [300, 170],
      ] as const) {
        let sum = 0;
        for (let dy = 0; dy < block; dy += 1) {
          for (let dx = 0; dx < block; dx += 1) sum += valueAt(x * block + dx, y * block + dy);
        }
        expect(values[y * width + x]).toBeCloseTo(sum / block ** 2, 3);
      }
    }
  });

  it('count every pixel once in the histogram', async () => {
    const { file, images } = onDisk();
    const { count, min, max, counts } = await images.histogram({ file });
    expect([count, min, max]).toEqual([WIDTH * HEIGHT, 0, 119]);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(WIDTH * HEIGHT);
  });

  it('give the value of a pixel, scaled, and null for BLANK', async () => {
    const lines = [...SKY_LINES, card('BSCALE', 0.5), card('BZERO', 10), card('BLANK', 3)];
    const { file, images } = onDisk(imageFile([20, 10], lines, 16));
    expect(await images.value({ file, x: 5, y: 2 })).toEqual({ value: 32.5 });
    expect(await images.value({ file, x: 3, y: 0 })).toEqual({ value: null });
    await expect(images.value({ file, x: 20, y: 0 })).rejects.toThrow('no pixel (20, 0)');
  });

  it('are read again once the file is another', async () => {
    const { file, images } = onDisk(imageFile([20, 10]));
    await images.open({ file });
    writeFileSync(file, imageFile([30, 10]));
    utimesSync(file, 1, 1);
    const { header } = await images.open({ file });
    expect(parseHeader(header)!.values.get('NAXIS1')).toBe(30);
  });

  it('that are not there, cut short or no images are refused in words', async () => {
    const { file, images, folder } = onDisk();
    const none = join(folder, 'none.fits');
    await expect(images.open({ file: none })).rejects.toMatchObject({
      code: 'path-not-found',
      message: `${none} is not on this disk: download it first.`,
    });
    await expect(images.open({ file: folder })).rejects.toMatchObject({ code: 'path-not-found' });
    await images.open({ file });
    truncateSync(file, 100_000);
    const last = { file, at: { level: 0, column: 0, row: 1 }, how: 'sample' } as const;
    await expect(images.tile(last)).rejects.toThrow(/is shorter than its header says/);
    writeFileSync(file, 'no FITS at all'.repeat(500));
    await expect(images.open({ file })).rejects.toMatchObject({ code: 'bad-input' });
  });

  it.skipIf(process.platform === 'win32')(
    'that vanish stay readable while they are open, and are not found when opened again',
    async () => {
      const { file, images } = onDisk();
      await images.open({ file });
      rmSync(file);
      const { values } = await images.tile({
        file,
        at: { level: 0, column: 0, row: 1 },
        how: 'sample',
      });
      expect(values[0]).toBe(valueAt(0, 512));
      await expect(images.open({ file })).rejects.toMatchObject({
        code: 'path-not-found',
        message: `${file} is not on this disk: download it first.`,
      });
    },
  );

  it('whose header lies about NAXIS are refused when opened', async () => {
    const lies = [
      ['more rows than there are', [WIDTH, HEIGHT], /has 5760 bytes and its header promises \d+/],
      ['rows larger than memory', [1e12, 1e12], /^The FITS header gives its data /],
      ['a length below 0', [-5, HEIGHT], /NAXIS1 is -5, which can't be/],
      ['a part of a pixel', [0.5, HEIGHT], /NAXIS1 is 0.5, which can't be/],
      ['no pixel', [0, HEIGHT], /has no header at byte 2880/],
    ] as const;
    for (const [lie, lengths, message] of lies) {
      const header = makeHeader(imageLines(lengths, [...SKY_LINES]));
      const { file, images } = onDisk(Buffer.concat([header, Buffer.alloc(2880)]));
      await expect(images.open({ file }), lie).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringMatching(message),
      });
    }
  });

  it('refuse tiles that do not exist', async () => {
    const { file, images } = onDisk();
    const at = { level: 0, column: 3, row: 0 };
    await expect(images.tile({ file, at, how: 'sample' })).rejects.toThrow('no tile in column 3');
  });

  it('stop being read when they are closed, or a third one is opened', async () => {
    const { file, folder, images } = onDisk(imageFile([3_000, 2_000]));
    const top = { file, at: { level: 3, column: 0, row: 0 }, how: 'mean' } as const;
    const reading = images.tile(top);
    await images.close({ file });
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    const again = images.tile(top);
    for (const name of ['b', 'c']) {
      writeFileSync(join(folder, name), imageFile([20, 10]));
      await images.open({ file: join(folder, name) });
    }
    await expect(again).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('images that two pages look at', () => {
  const top = { level: 3, column: 0, row: 0 };
  const small = (folder: string, ...names: readonly string[]) =>
    names.map((name) => {
      writeFileSync(join(folder, name), imageFile([20, 10]));
      return { file: join(folder, name) };
    });

  it('are read on when one of them closes the image, opens others, or is gone', async () => {
    const { file, folder, images, other } = onDisk(imageFile([3_000, 2_000]));
    const reading = images.tile({ file, at: top, how: 'mean' });
    await other.open({ file });
    await other.close({ file });
    for (const one of small(folder, 'b', 'c', 'd')) await other.open(one);
    const theirs = other.histogram({ file });
    await other.leave();
    const { width } = await reading;
    expect(width).toBe(375);
    expect((await theirs).count).toBeGreaterThan(1e6);
  });

  it('are closed with the last one', async () => {
    const { file, images, other } = onDisk(imageFile([3_000, 2_000]));
    const reading = images.tile({ file, at: top, how: 'mean' });
    await other.open({ file });
    await images.leave();
    await other.leave();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('stay as one of them opened them, when the other opens a file that took their place', async () => {
    const { file, images, other } = onDisk(imageFile([30, 20]));
    await images.open({ file });
    rmSync(file);
    writeFileSync(file, imageFile([40, 20]));
    await other.open({ file });
    expect(await images.value({ file, x: 7, y: 1 })).toEqual({ value: 37 });
    expect(await other.value({ file, x: 7, y: 1 })).toEqual({ value: 47 });
    await images.open({ file });
    expect(await images.value({ file, x: 7, y: 1 })).toEqual({ value: 47 });
  });
});

describe('the level from which on means stay in memory', () => {
  it('keeps two images of 1 GiB within 200 MB', () => {
    const base = baseLevel({ width: 16_384, height: 16_384 });
    expect(base).toBe(2);
    expect(((16_384 ** 2 * 4) / 4 ** base / 3) * 4).toBeLessThan(100e6);
    expect(baseLevel({ width: 40_000, height: 40_000 })).toBe(4);
    expect(baseLevel({ width: 100, height: 100 })).toBe(0);
  });
});
