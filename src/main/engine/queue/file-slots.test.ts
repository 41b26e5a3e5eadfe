import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { readableBody } from '#main/engine/wire/readable-body.ts';
import { contentHashOf } from '#main/system/integrity/content-hash.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FileSource } from '../transfer/file-source.ts';
import { allOf, bench, onDisk, slowDisk, useFolder } from './testing/queue-bench.ts';
import { chunksOf, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('a large file', () => {
  /** Brings one of 20 blocks while three slots are free, and a second goes by with each block. @returns the calls */
  async function bringLarge(splitLarge: boolean): Promise<number> {
    const path = '/large.fits';
    const content = Buffer.alloc(20 * BLOCK_BYTES, 7);
    let calls = 0;
    const source: FileSource = {
      async openFile({ offset = 0, length = content.length - offset }) {
        calls += 1;
        const bytes = content.subarray(offset, offset + length);
        const isWhole = bytes.length === content.length;
        const body = readableBody(
          Readable.from(
            (async function* slowly(): AsyncGenerator<Buffer> {
              for (const chunk of chunksOf(bytes, BLOCK_BYTES)) {
                await on.clock.delay(1_000);
                yield chunk;
              }
            })(),
          ),
        );
        return { isWhole, offset, totalBytes: content.length, rev: 'r1', body };
      },
      mapBodyError: (error) => new AppError('network', String(error)),
      relist: async () => null,
    };
    const on = bench(source, { parallel: 4, splitLarge });
    const { length: size } = content;
    on.queue.want([{ path, size, rev: 'r1', contentHash: contentHashOf(content), checksum: null }]);
    await on.queue.start();
    await on.queue.whenSettled();
    expect(on.queue.snapshot().totals.done).toEqual({ files: 1, bytes: size });
    expect(onDisk(path).equals(content)).toBe(true);
    return calls;
  }

  it('uses several connections while slots are free', async () => {
    expect(await bringLarge(true)).toBeGreaterThan(1);
  });

  it('uses one connection if the user allows no more', async () => {
    expect(await bringLarge(false)).toBe(1);
  });
});

describe('a slow disk', () => {
  it('does not delay other files, up to a limit of waiting files and bytes', async () => {
    const many = sourceOf(
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`/${index}.xml`, 100])),
    );
    const large = sourceOf(
      Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`/${index}.fits`, BLOCK_BYTES])),
    );
    for (const [source, most] of [
      // 16 that gave up their slots, and one that keeps the only one.
      [many, 17],
      // Two of 4 MiB, and one in its place.
      [large, 3],
    ] as const) {
      const disk = slowDisk();
      const on = bench(source, { parallel: 1, overwrite: true }, 'boot 1', disk.write);
      on.queue.want(allOf(source));
      await on.queue.start();
      await vi.waitUntil(() => disk.waiting === most);
      // Whatever is ready to run has run.
      await new Promise((resolve) => setImmediate(resolve));
      expect(source.calls).toHaveLength(most);
      // The snapshot shows no more files in transfer than the setting allows.
      const { active, totals, bytesDone } = on.queue.snapshot();
      expect([active.length, totals.active.files, totals.queued.files]).toEqual([
        1,
        1,
        source.contents.size - 1,
      ]);
      expect(bytesDone).toBe(most * (source === many ? 100 : BLOCK_BYTES));
      disk.letGo();
      await on.queue.whenSettled();
      expect(on.queue.snapshot().totals.done.files).toBe(source.contents.size);
      for (const [path, content] of source.contents) {
        expect(onDisk(path).equals(content)).toBe(true);
      }
    }
  });
});
