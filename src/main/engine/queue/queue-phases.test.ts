import { describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { NoSpace } from './free-space.ts';
import type { Target } from '../transfer/target.ts';
import { allOf, bench, filesOnDisk, run, useFolder } from './testing/queue-bench.ts';
import { held, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('the queue as a whole', () => {
  it('does not start if a pause arrives while the start is pending', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await wait.asked;
    const starts = [on.queue.start(), on.queue.start()];
    await on.queue.pause();
    await Promise.all([...starts, running]);
    expect(on.queue.snapshot().phase.kind).toBe('paused');
  });

  it('restarts all transfers, unless a pause arrives before they have stopped', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const [one, two] = [held(), held()];
    source.script.push(one.answer, two.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await one.asked;
    await on.queue.restart();
    await two.asked;
    expect(on.queue.snapshot().phase.kind).toBe('running');
    const again = on.queue.restart();
    await Promise.all([on.queue.pause(), again, running]);
    expect(on.queue.snapshot().phase.kind).toBe('paused');
    await on.queue.restart();
    expect([on.queue.snapshot().phase.kind, source.calls.length]).toEqual(['paused', 2]);
  });

  it('starts nothing after it is closed', async () => {
    const source = sourceOf({ '/a.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source, { parallel: 1 });
    const running = run(source, on);
    await wait.asked;
    const closed = on.queue.close();
    await Promise.all([on.queue.start(), closed, running]);
    await on.queue.start();
    expect(on.queue.snapshot()).toMatchObject({ phase: { kind: 'paused' }, active: [] });
    expect(source.calls).toHaveLength(1);
  });

  it('fetches waiting files after space is freed, while files that started before the disk was full still finish', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer);
    let hasSpace = false;
    const freeSpace = {
      check({ file }: Target): void {
        if (!hasSpace && file.endsWith('b.fits')) throw new NoSpace('no room for b');
      },
      has: () => hasSpace,
      end: () => undefined,
    };
    const clock = { now: () => 0, delay: () => new Promise<void>(() => undefined) };
    const on = bench(source, { parallel: 2 }, 'boot 1', undefined, { freeSpace, clock });
    on.queue.want(allOf(source));
    await on.queue.start();
    await wait.asked;
    await vi.waitUntil(() => on.queue.snapshot().phase.kind === 'halted');
    hasSpace = true;
    await on.queue.start();
    const b = Promise.withResolvers<void>();
    on.onEvent(({ path }) => path === '/b.fits' && b.resolve());
    await b.promise;
    expect(on.queue.snapshot().active).toMatchObject([{ path: '/a.fits' }]);
    wait.release();
    await on.queue.whenSettled();
    expect(on.queue.snapshot()).toMatchObject({
      phase: { kind: 'idle' },
      totals: { done: { files: 2 } },
    });
  });

  it('starts a due retry in a free slot while another file downloads', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer, () => new AppError('server-error', '500'));
    const on = bench(source, { parallel: 2 });
    const done = Promise.withResolvers<void>();
    on.onEvent((event) => {
      if (event.kind === 'done' && event.path === '/b.fits') done.resolve();
    });
    const running = run(source, on);
    await done.promise;
    wait.release();
    await running;
    expect(filesOnDisk()).toEqual(['a.fits', 'b.fits']);
  });
});
