import { describe, expect, it } from 'vitest';
import { allOf, bench, jobs, useFolder } from './testing/queue-bench.ts';
import { sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('the order of the queue', () => {
  it('stays exact however often files are moved to one position', () => {
    const source = sourceOf({ '/a.fits': 1 });
    const on = bench(source);
    const file = source.wanted('/a.fits');
    on.queue.want(Array.from({ length: 300 }, (_, index) => ({ ...file, path: `/${index}` })));
    const ids = Array.from({ length: 299 }, (_, index) => index + 2);
    on.queue.reorderJobs(jobs(...ids), 1);
    const order = () =>
      on.queue.page({ filter: 'all', search: '', offset: 0, limit: -1 }).rows.map(({ id }) => id);
    expect(order()).toEqual([...ids, 1]);
    // Each move halves the gap before the last file: 198 halvings are more than a double can hold.
    for (let id = 2; id < 200; id += 1) on.queue.reorderJobs(jobs(id), 1);
    expect(order()).toEqual([...ids.slice(198), ...ids.slice(0, 198), 1]);
  });

  it('decides where moved files and slices of the list stand', () => {
    const source = sourceOf({ '/a.fits': 1, '/b.fits': 1, '/c.fits': 1, '/d.fits': 1 });
    const on = bench(source);
    on.queue.want(allOf(source));
    const turn = (): string =>
      on.queue
        .page({ filter: 'all', search: '', offset: 0, limit: 9 })
        .rows.map(({ path }) => path[1])
        .join('');
    on.queue.reorderJobs(jobs(4), 2);
    expect(turn()).toBe('adbc');
    on.queue.reorderJobs(jobs(1, 4), null);
    expect(turn()).toBe('bcad');
    expect(on.queue.page({ filter: 'queued', search: 'C.F', offset: 0, limit: 9 })).toMatchObject({
      total: 1,
      rows: [{ path: '/c.fits' }],
    });
  });
});
