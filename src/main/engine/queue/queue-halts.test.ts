import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { allOf, bench, folder, run, useFolder } from './testing/queue-bench.ts';
import { answerCutAfter, answerPlainly, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('an error that halts the queue', () => {
  it('leaves all files waiting for sign-in after a refusal, and start continues them', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10, '/c.fits': 10 });
    source.script.push(() => new AppError('sign-in-expired', 'Sign in again.'));
    const on = bench(source, { parallel: 1 });
    await run(source, on);
    expect(source.calls).toHaveLength(1);
    const halted = on.queue.snapshot();
    expect(halted.phase).toMatchObject({ kind: 'halted', by: 'auth' });
    expect(halted.totals['waiting-for-auth'].files).toBe(3);
    await on.queue.start();
    await on.queue.whenSettled();
    expect(on.queue.snapshot().totals.done.files).toBe(3);
    expect(on.events.every(({ kind }) => kind === 'done')).toBe(true);
  });

  it('uses up no retry and no position if the disk is full', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    source.script.push(() => new AppError('disk-full', 'The disk is full.'));
    const on = bench(source, { parallel: 1 });
    await run(source, on);
    expect(on.queue.snapshot().phase).toMatchObject({ kind: 'halted', by: 'disk' });
    expect(on.queue.snapshot().totals.queued.files).toBe(2);
  });
});

describe('an error that no file has caused', () => {
  it('uses up no attempt if the network is unreachable, even for a file with only one', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const down = new AppError('network', 'no route', { cause: refused });
    source.script.push(...Array.from({ length: 5 }, () => () => down));
    const on = bench(source, { retry: { maxRetries: 0, firstDelayMs: 1, longestDelayMs: 1 } });
    await run(source, on);
    expect(on.queue.snapshot().totals.done.files).toBe(1);
  });

  it('halts the queue if the output folder cannot be opened, and no file fails', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const on = bench(source, { parallel: 1 });
    on.queue.want(allOf(source));
    renameSync(join(folder, 'out'), join(folder, 'elsewhere'));
    symlinkSync('out', join(folder, 'out'));
    await on.queue.start();
    await on.queue.whenSettled();
    expect(on.queue.snapshot()).toMatchObject({
      phase: { kind: 'halted', by: 'disk', failure: { code: 'folder-gone' } },
      totals: { queued: { files: 2 }, failed: { files: 0 } },
    });
  });

  it('does not replace a correct file, even if its part file is a folder', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const on = bench(source);
    writeFileSync(join(folder, 'out/a.fits'), source.contents.get('/a.fits')!);
    mkdirSync(join(folder, 'out/a.fits.part'));
    await run(source, on);
    expect(on.store.inState('done')).toMatchObject([{ outcome: 'kept', assurance: 'verified' }]);
  });

  it('fails a file of one block after its retries if the connection always breaks behind the last byte', async () => {
    const source = sourceOf({ '/a.fits': BLOCK_BYTES });
    for (let call = 0; call < 9; call += 1) source.script.push(answerCutAfter(BLOCK_BYTES));
    await run(source, bench(source));
    expect(source.calls).toHaveLength(3);
  });

  it('delays a retry as the server asks, up to the maximum delay', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    for (const retryAfterMs of [20_000, 3_600_000]) {
      source.script.push(() => new AppError('server-error', '503', { retryAfterMs }));
    }
    const on = bench(source);
    const startedMs = on.clock.now();
    await run(source, on);
    expect(on.store.inState('done')).toHaveLength(1);
    expect(on.clock.now() - startedMs).toBe(20_000 + 60_000);
  });

  it('halts the queue if the output folder is removed, and does not create it again', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const on = bench(source, { parallel: 1 });
    source.script.push((request) => {
      rmSync(join(folder, 'out'), { recursive: true });
      mkdirSync(join(folder, 'out'));
      return answerPlainly(request);
    });
    await run(source, on);
    expect(on.queue.snapshot().phase).toMatchObject({
      kind: 'halted',
      by: 'disk',
      failure: { code: 'folder-gone' },
    });
    expect(source.calls).toHaveLength(1);
  });
});
