import { describe, expect, it } from 'vitest';
import { bench, filesOnDisk, jobs, run, useFolder } from './testing/queue-bench.ts';
import { held, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('a queue that runs', () => {
  const first = jobs(1);

  it('keeps a file paused that was in transfer, and downloads it after it is resumed', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await wait.asked;
    on.queue.pauseJobs(first);
    await running;
    expect(on.store.inState('paused')).toMatchObject([{ path: '/a.fits' }]);
    expect(on.queue.snapshot().totals).toMatchObject({
      paused: { files: 1 },
      done: { files: 1 },
      queued: { files: 0 },
      active: { files: 0 },
    });
    on.queue.resumeJobs(first, 'paused');
    await on.queue.start();
    await on.queue.whenSettled();
    expect(filesOnDisk()).toEqual(['a.fits', 'b.fits']);
  });

  it('removes a file in transfer, and restores it at its old position', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await wait.asked;
    const removed = on.queue.removeJobs(first);
    await running;
    const { totals } = on.queue.snapshot();
    expect([totals.done.files, totals.queued.files, totals.active.files]).toEqual([1, 0, 0]);
    on.queue.restoreJobs(removed);
    expect(on.queue.page({ filter: 'all', search: '', offset: 0, limit: 9 }).rows).toMatchObject([
      { id: 1, state: 'queued' },
      { id: 2, state: 'done' },
    ]);
  });

  it('downloads a file that is paused and resumed before its transfer has ended', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source);
    const running = run(source, on);
    await wait.asked;
    on.queue.pauseJobs(first);
    expect(on.queue.snapshot().totals).toMatchObject({
      paused: { files: 1 },
      active: { files: 0 },
    });
    on.queue.resumeJobs(first, 'paused');
    expect(on.queue.snapshot().totals).toMatchObject({
      paused: { files: 0 },
      queued: { files: 1 },
    });
    await running;
    expect(on.queue.snapshot().totals).toMatchObject({
      done: { files: 1, bytes: 10 },
      queued: { files: 0, bytes: 0 },
      paused: { files: 0, bytes: 0 },
    });
  });

  it('restores removed files at their positions by undo, before files that were added later', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10, '/c.fits': 10 });
    const on = bench(source);
    on.queue.want([source.wanted('/a.fits'), source.wanted('/b.fits')]);
    const removed = on.queue.removeJobs(jobs(2));
    on.queue.add([source.wanted('/c.fits')]);
    on.queue.restoreJobs(removed);
    expect(on.store.inState('queued').map(({ path }) => path)).toEqual([
      '/a.fits',
      '/b.fits',
      '/c.fits',
    ]);
  });
});
