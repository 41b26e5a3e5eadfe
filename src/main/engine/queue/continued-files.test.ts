import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { bench, filesOnDisk, folder, onDisk, run, useFolder } from './testing/queue-bench.ts';
import { answerCutAfter, answerPlainly, LARGE, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('a part file of an earlier process', () => {
  it('is continued, and no finished block is requested again', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    const first = bench(source);
    source.script.push(answerCutAfter(2 * BLOCK_BYTES + 100), () => {
      void first.queue.pause();
      return new AppError('network', 'while stopping');
    });
    await run(source, first);
    expect(first.queue.snapshot().phase.kind).toBe('paused');
    expect(first.store.inState('queued')).toHaveLength(1);
    source.calls.length = 0;
    await run(source, bench(source));
    expect(source.calls).toEqual([{ path: '/a.fits', offset: 2 * BLOCK_BYTES }]);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('is read again after a restart of the machine, and only blocks that did not reach the disk are fetched', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    const first = bench(source);
    source.script.push(answerCutAfter(2 * BLOCK_BYTES), () => {
      void first.queue.pause();
      return new AppError('network', 'while stopping');
    });
    await run(source, first);
    const part = join(folder, 'out/a.fits.part');
    const bytes = readFileSync(part);
    bytes.fill(0, BLOCK_BYTES, 2 * BLOCK_BYTES);
    writeFileSync(part, bytes);
    source.calls.length = 0;
    await run(source, bench(source, {}, 'boot 2'));
    expect(source.calls).toEqual([{ path: '/a.fits', offset: BLOCK_BYTES }]);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('is replaced if its journal belongs to another revision', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    mkdirSync(join(folder, 'out'), { recursive: true });
    writeFileSync(join(folder, 'out/a.fits.part'), randomBytes(LARGE + 77));
    writeFileSync(join(folder, 'out/a.fits.part.journal'), randomBytes(200));
    await run(source, bench(source));
    expect(source.calls).toEqual([{ path: '/a.fits', offset: 0 }]);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
    expect(filesOnDisk()).toEqual(['a.fits']);
  });

  it('is started over if the server ignores the range', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    source.script.push(answerCutAfter(BLOCK_BYTES), ({ content }) =>
      answerPlainly({ path: '', offset: 0, content }),
    );
    await run(source, bench(source));
    expect(source.calls.map(({ offset }) => offset)).toEqual([0, BLOCK_BYTES]);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });
});
