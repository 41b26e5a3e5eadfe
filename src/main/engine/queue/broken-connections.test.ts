import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { bench, filesOnDisk, onDisk, run, useFolder } from './testing/queue-bench.ts';
import { answerCutAfter, answerPlainly, LARGE, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('a broken connection', () => {
  it('is followed by a new one at the last block, and uses up no retry if blocks had arrived', async () => {
    const source = sourceOf({ '/a.fits': LARGE });
    source.script.push(answerCutAfter(BLOCK_BYTES + 5), answerCutAfter(BLOCK_BYTES));
    const on = bench(source);
    await run(source, on);
    expect(source.calls.map(({ offset }) => offset)).toEqual([0, BLOCK_BYTES, 2 * BLOCK_BYTES]);
    expect(on.events.map(({ kind }) => kind)).toEqual(['done']);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('uses up no retry, however often it breaks, while the file makes progress', async () => {
    const source = sourceOf({ '/a.fits': 7 * BLOCK_BYTES });
    // More attempts than retries; every second one brings a block.
    for (let index = 0; index < 6; index += 1) {
      source.script.push(answerCutAfter(BLOCK_BYTES), answerCutAfter(0));
    }
    const on = bench(source, { parallel: 1 });
    await run(source, on);
    expect(on.events.at(-1)).toMatchObject({ kind: 'done' });
    expect(source.calls).toHaveLength(13);
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('without progress uses up a retry after the other files, and the file fails after the last one', async () => {
    const source = sourceOf({ '/a.fits': 1_000, '/b.fits': 1_000 });
    source.script.push(answerCutAfter(10), answerPlainly, answerCutAfter(0), answerCutAfter(999));
    const on = bench(source, { parallel: 1 });
    await run(source, on);
    expect(source.calls.map(({ path }) => path)).toEqual([
      '/a.fits',
      '/b.fits',
      '/a.fits',
      '/a.fits',
    ]);
    const story = on.events.map(({ kind, path }) => `${kind} ${path}`);
    // The other file is written during the retries of this one.
    expect(story).toContain('done /b.fits');
    expect(story.filter((line) => line.endsWith('/a.fits'))).toEqual([
      'will-retry /a.fits',
      'will-retry /a.fits',
      'failed /a.fits',
    ]);
    expect(filesOnDisk()).toEqual(['b.fits']);
    expect(on.store.inState('failed')[0]).toMatchObject({
      attempts: 3,
      failure: { code: 'network' },
    });
  });

  it('of every file makes the queue back off, and uses up no retry', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10, '/c.fits': 10, '/d.fits': 10 });
    const down = new AppError('network', 'no route');
    source.script.push(...Array.from({ length: 12 }, () => () => down));
    const on = bench(source, { parallel: 2 });
    await run(source, on);
    expect(on.queue.snapshot().totals.done.files).toBe(4);
  });

  it('of every file halts a queue with limited backoffs after the last one', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10, '/c.fits': 10, '/d.fits': 10 });
    const down = new AppError('network', 'no route');
    source.script.push(...Array.from({ length: 500 }, () => () => down));
    const on = bench(source, { parallel: 2, maxBackoffs: 3 });
    await run(source, on);
    const { phase, totals } = on.queue.snapshot();
    expect(phase).toMatchObject({ kind: 'halted', by: 'outage', failure: { code: 'network' } });
    expect(totals.queued.files).toBe(4);
    expect(source.calls.length).toBeLessThan(20);
  });
});
