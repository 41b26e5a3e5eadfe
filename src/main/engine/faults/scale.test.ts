import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PartJournal } from '#main/engine/transfer/part-journal.ts';
import { createDropbox } from '#main/engine/dropbox/dropbox.ts';
import { startScriptedServer } from '#main/engine/dropbox/testing/scripted-server.ts';
import { CREDENTIALS } from '#main/engine/dropbox/testing/connect.ts';
import { FILE, METADATA, folderMetadata } from '#main/engine/dropbox/testing/replies.ts';
import { contentHashOfDigests } from '#main/system/integrity/content-hash.ts';
import { BLOCK_BYTES, blockCount } from '#shared/downloads/blocks.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { dropboxSource } from '#main/engine/transfer/dropbox-source.ts';
import { openStation } from './testing/station.ts';

const MIB = 1024 * 1024;

describe('a file of 50 GB', () => {
  it('is completed with its last blocks, at offsets beyond 32 bits, and is not read again', async () => {
    const path = '/EPOCH01/huge.fits';
    const size = 50_000_000_123;
    const count = blockCount(size);
    const zeroes = createHash('sha256').update(Buffer.alloc(BLOCK_BYTES)).digest();
    const tail = Buffer.alloc(size - (count - 1) * BLOCK_BYTES);
    tail.write('the very end', tail.length - 12);
    const digests = Array.from({ length: count }, (_, index) =>
      index === count - 1 ? createHash('sha256').update(tail).digest() : zeroes,
    );
    const file = {
      path,
      size,
      rev: 'r1',
      contentHash: contentHashOfDigests(digests),
      checksum: null,
    };

    // A server that generates the file: zeroes, except for the end.
    const asked: (string | undefined)[] = [];
    const server = await startScriptedServer(({ route, headers }) => {
      if (route === METADATA) return folderMetadata;
      expect(route).toBe(FILE);
      asked.push(headers.range);
      const offset = Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1]);
      const end = Number(/-(\d+)$/.exec(headers.range ?? '')?.[1] ?? size - 1) + 1;
      const body = Buffer.alloc(end - offset);
      if (end === size) tail.copy(body, (count - 1) * BLOCK_BYTES - offset);
      return {
        status: 206,
        headers: {
          'dropbox-api-result': JSON.stringify({ rev: 'r1', size }),
          'content-range': `bytes ${offset}-${end - 1}/${size}`,
          'content-length': String(body.length),
        },
        body,
      };
    });
    const dropbox = createDropbox({ credentials: CREDENTIALS, endpoint: server.url });
    const link = await dropbox.openLink();
    onTestFinished(async () => {
      await dropbox.close();
      await server.close();
    });
    const station = await openStation({
      files: { '/x': 1 },
      deps: { source: dropboxSource(() => link) },
    });

    // All but the last three blocks are done: a part file that is one long hole, and its journal.
    const part = join(station.out, `${path}.part`);
    mkdirSync(join(station.out, 'EPOCH01'));
    writeFileSync(part, '');
    truncateSync(part, (count - 3) * BLOCK_BYTES);
    const journal = PartJournal.open(`${part}.journal`, file, 'one boot');
    for (let index = 0; index < count - 3; index += 1) journal.markDone(index, zeroes);
    journal.close();

    const { totals, bytesDone } = await station.bring([file]);
    expect(station.said()).toBe('');
    expect(totals.done).toEqual({ files: 1, bytes: size });
    expect(bytesDone).toBe(size);
    expect(asked.map((range) => Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1]))).toEqual([
      (count - 3) * BLOCK_BYTES,
    ]);
    const final = join(station.out, path);
    expect(statSync(final).size).toBe(size);
    const last = Buffer.alloc(12);
    const fd = openSync(final, 'r');
    readSync(fd, last, 0, 12, size - 12);
    closeSync(fd);
    expect(last.toString()).toBe('the very end');
    expect(station.events).toMatchObject([{ kind: 'done', path, assurance: 'verified' }]);

    // A verified file is not read again, which would take minutes.
    await station.bring([file]);
    expect(station.events.at(-1)).toMatchObject({ kind: 'done', outcome: 'kept' });
    expect(asked).toHaveLength(1);
  });
});

describe('a million files', () => {
  it('are queued, shown and started in bounded time and memory', {
    timeout: 180_000,
  }, async () => {
    const files = 1_000_000;
    const real = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`/E/${i}.xml`, 100 + i]));
    const station = await openStation({ files: real, deps: { namesFold: false } });
    const wanted = await station.list();
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    // In batches, as every host adds them.
    const batch = 10_000;
    for (let at = 0; at < files; at += batch) {
      station.queue.add(
        (function* batchOfFiles(): Generator<WantedFile> {
          for (let index = at; index < at + batch; index += 1) {
            yield {
              // In the order of a listing, sorted by path.
              path: `/EPOCH01/a-name-as-long-as-those-of-the-survey-are/${String(index).padStart(7, '0')}.fits`,
              size: 1_000 + index,
              rev: null,
              contentHash: null,
              checksum: null,
            };
          }
        })(),
      );
    }
    station.queue.add(wanted);
    expect(station.queue.snapshot().totals.queued.files).toBe(files + wanted.length);
    expect(
      station.queue.page({ filter: 'all', search: '', offset: 999_900, limit: 50 }),
    ).toMatchObject({
      total: files + wanted.length,
      rows: { length: 50 },
    });
    // The queue starts with catalogues, which exist. The other files do not, and a few calls show that.
    const fetched = new Promise<void>((resolve) => {
      void station.demo.calls
        .until(() => station.fetches().length >= wanted.length + 5)
        .then(resolve);
    });
    void station.queue.start();
    await fetched;
    await station.queue.pause();
    const { totals } = station.queue.snapshot();
    expect(totals.done.files).toBe(wanted.length);
    await station.holds(Object.keys(real));
    expect(process.memoryUsage.rss() - before).toBeLessThan(350 * MIB);
  });
});
