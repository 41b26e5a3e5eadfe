import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { allOf, bench, stores, useFolder } from './testing/queue-bench.ts';
import { held, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('a store that fails', () => {
  it('is closed even if its last updates cannot be written', () => {
    const source = sourceOf({ '/a.fits': 10 });
    const on = bench(source);
    on.queue.want(allOf(source));
    on.store.update({ ...on.store.inState('queued')[0]!, state: 'done' });
    on.database.exec('PRAGMA query_only = ON');
    expect(() => on.store.close()).toThrow(/readonly/);
    expect(on.database.isOpen).toBe(false);
    stores.length = 0;
  });

  it('halts the queue if it cannot be written when the sign-in ends, and every transfer ends', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const wait = held();
    source.script.push(wait.answer, () => new AppError('sign-in-expired', 'gone'));
    const on = bench(source, { parallel: 2 });
    on.queue.want(allOf(source));
    await on.queue.start();
    on.database.exec('PRAGMA query_only = ON');
    await on.queue.whenSettled();
    expect(on.queue.snapshot()).toMatchObject({
      phase: { kind: 'halted', by: 'disk' },
      active: [],
      totals: { active: { files: 0 }, queued: { files: 2 } },
    });
    on.database.exec('PRAGMA query_only = OFF');
  });

  it('halts the queue with its error, and nothing hangs', async () => {
    const source = sourceOf(
      Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`/${i}`, 1])),
    );
    const on = bench(source, { parallel: 4 });
    on.queue.want(allOf(source));
    await on.queue.start();
    on.database.exec('PRAGMA query_only = ON');
    await on.queue.whenSettled();
    const { phase } = on.queue.snapshot();
    expect(phase).toMatchObject({ kind: 'halted', by: 'disk' });
    expect(phase.kind === 'halted' && phase.failure.message).toMatch(/readonly/);
    on.database.exec('PRAGMA query_only = OFF');
  });
});
