import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  allOf,
  bench,
  filesOnDisk,
  jobs,
  onDisk,
  run,
  slowDisk,
  useFolder,
} from './testing/queue-bench.ts';
import { held, LARGE, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('a queue with a file that is finishing', () => {
  const first = jobs(1);

  it('does not confuse a removed file that finishes late with a file that was added later', async () => {
    const source = sourceOf({ '/a.xml': 10, '/c.xml': 20 });
    const disk = slowDisk();
    const on = bench(source, {}, 'boot 1', disk.write);
    on.queue.want([source.wanted('/a.xml')]);
    await on.queue.start();
    await vi.waitUntil(() => disk.waiting === 1);
    on.queue.removeJobs({ kind: 'state', state: 'all' });
    on.queue.add([source.wanted('/c.xml')]);
    disk.letGo();
    await on.queue.whenSettled();
    expect(on.store.inState('done')).toMatchObject([{ path: '/c.xml', size: 20 }]);
    expect(filesOnDisk()).toEqual(['a.xml', 'c.xml']);
    expect(on.queue.snapshot().totals).toMatchObject({
      done: { files: 1, bytes: 20 },
      active: { files: 0 },
    });
  });

  it('marks a file as done if it finishes after it was paused', async () => {
    const source = sourceOf({ '/a.xml': 10 });
    const disk = slowDisk();
    const on = bench(source, {}, 'boot 1', disk.write);
    on.queue.want(allOf(source));
    await on.queue.start();
    await vi.waitUntil(() => disk.waiting === 1);
    on.queue.pauseJobs(first);
    disk.letGo();
    await on.queue.whenSettled();
    expect(on.store.inState('done')).toMatchObject([{ path: '/a.xml', assurance: 'verified' }]);
    expect(on.queue.snapshot().totals).toMatchObject({ done: { files: 1 }, paused: { files: 0 } });
  });

  it.each([
    ['in transfer', false],
    ['waiting for the disk', true],
  ])('downloads a file again if its new revision was added while it was %s', async (_, lands) => {
    const source = sourceOf({ '/a.xml': 10 });
    const wait = held();
    const disk = slowDisk();
    if (!lands) source.script.push(wait.answer);
    const on = bench(source, {}, 'boot 1', lands ? disk.write : undefined);
    on.queue.want(allOf(source));
    await on.queue.start();
    await (lands ? vi.waitUntil(() => disk.waiting === 1) : wait.asked);
    source.contents.set('/a.xml', randomBytes(15));
    on.queue.add(allOf(source));
    disk.letGo();
    await on.queue.whenSettled();
    const { size, contentHash } = source.wanted('/a.xml');
    expect(on.store.inState('done')).toMatchObject([{ size, contentHash, assurance: 'verified' }]);
    expect(onDisk('/a.xml').equals(source.contents.get('/a.xml')!)).toBe(true);
    expect(on.queue.snapshot().totals).toMatchObject({
      done: { files: 1, bytes: 15 },
      queued: { files: 0, bytes: 0 },
      active: { files: 0, bytes: 0 },
    });
  });

  it('verifies a file with a checksum that was added during its transfer', async () => {
    const source = sourceOf({ '/a.xml': 10 });
    const wait = held();
    source.script.push(wait.answer);
    const on = bench(source);
    const running = run(source, on);
    await wait.asked;
    const checksum = { algorithm: 'md5', hex: '0'.repeat(32) } as const;
    on.queue.add([{ ...source.wanted('/a.xml'), checksum }]);
    await running;
    expect(on.store.inState('failed')).toMatchObject([{ path: '/a.xml', checksum }]);
  });

  it('does not fetch a file twice at once if it was removed and added again', async () => {
    const source = sourceOf({ '/a.fits': LARGE, '/z.fits': 10 });
    const disk = slowDisk();
    const on = bench(source, { parallel: 4 }, 'boot 1', disk.write);
    on.queue.want([source.wanted('/z.fits')]);
    await on.queue.start();
    await vi.waitUntil(() => disk.waiting === 1);
    on.queue.removeJobs(first);
    on.queue.add(allOf(source));
    const active = on.queue.snapshot().active.map(({ path }) => path);
    expect(active).toEqual(['/a.fits']);
    disk.letGo();
    await on.queue.whenSettled();
    expect(on.store.inState('done').map(({ path }) => path)).toEqual(['/a.fits', '/z.fits']);
    expect(source.calls.map(({ path }) => path)).toEqual(['/z.fits', '/a.fits']);
  });
});
