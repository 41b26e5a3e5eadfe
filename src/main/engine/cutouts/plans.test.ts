import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLatest } from './latest-plan.ts';
import { CENTRE, IMAGE, openCuttingRoom, OTHER } from './testing/cutting-room.ts';

const SOUTH = { name: 'south', raDeg: 139.6, decDeg: -2.4 };
const FAR = { name: 'far away', raDeg: 20, decDeg: -50 };

/** Both images with these sources, of a size that a list without sizes would give. */
const both = (...sources: readonly number[]) =>
  [IMAGE, OTHER].map((path) => ({ path, sources, bytes: 700e6 }));

describe('the plan of cutouts', () => {
  it('has the very calls and bytes of the cut where the header is known', async () => {
    const room = await openCuttingRoom();
    await room.header();
    const sources = [CENTRE, SOUTH, FAR];
    const images = [{ path: IMAGE, sources: [0, 1, 2], bytes: 700e6 }];
    const { images: planned } = await room.plan({ sources, images });
    expect(planned).toMatchObject([
      { path: IMAGE, from: 'dropbox', isExact: true, cutouts: 2, kept: 0, calls: 2 },
    ]);
    const { calls, bytes } = await room.cut({ sources, images });
    expect(planned[0]).toMatchObject({ calls, bytes });
    expect(planned[0]!.wholeBytes).toBe((await room.demo.bytesOf(IMAGE)).length);
  });

  it('is an estimate where it is not, asks nothing and writes nothing', async () => {
    const room = await openCuttingRoom();
    const before = room.demo.calls.counts.total;
    const { images } = await room.plan({ images: both(0) });
    for (const image of images) {
      expect(image).toMatchObject({ isExact: false, calls: 2, wholeBytes: 700e6, cutouts: 1 });
      expect(image.bytes).toBeLessThan(0.1 * image.wholeBytes);
    }
    expect(room.demo.calls.counts.total).toBe(before);
    expect(existsSync(room.output)).toBe(false);
    room.disconnect();
    expect((await room.plan({ images: both(0) })).images).toEqual(images);
  });

  it('knows what is on disk: whole files, and cutouts of an earlier run', async () => {
    const room = await openCuttingRoom();
    const downloadsFolder = join(room.folder, 'downloads');
    mkdirSync(dirname(join(downloadsFolder, OTHER)), { recursive: true });
    writeFileSync(join(downloadsFolder, OTHER), await room.demo.bytesOf(OTHER));
    await room.cut();
    const { images } = await room.plan({ downloadsFolder, images: both(0) });
    expect(images).toMatchObject([
      { path: IMAGE, from: 'none', kept: 1, cutouts: 0, calls: 0, bytes: 0, wholeBytes: 0 },
      { path: OTHER, from: 'disk', kept: 0, cutouts: 1, calls: 0, bytes: 0, wholeBytes: 0 },
    ]);
    expect(images.every(({ isExact }) => isExact)).toBe(true);
    const { calls, results } = await room.cut({ downloadsFolder, images: both(0) });
    expect([calls, results.map(({ outcome }) => outcome)]).toEqual([0, ['kept', 'cut']]);
  });

  it('has the bytes of the files that will be written, at most, and what is free for them', async () => {
    const room = await openCuttingRoom();
    await room.header();
    const plan = await room.plan();
    const { results } = await room.cut();
    const { size } = statSync(join(room.output, results[0]!.file!));
    const [{ outputBytes } = { outputBytes: 0 }] = plan.images;
    expect(outputBytes).toBeGreaterThanOrEqual(size);
    expect(outputBytes).toBeLessThan(size + 3 * 2880);
    expect(plan.freeBytes).toBeGreaterThan(0);
  });
});

describe('plans that come while another is made', () => {
  it('end it where the same page asks, and nobody else', async () => {
    const room = await openCuttingRoom();
    const images = both(0);
    const askers = [1, 2, undefined, 1, undefined];
    const outcomes = await Promise.allSettled(
      askers.map((asker) => room.plan({ images, ...(asker === undefined ? {} : { asker }) })),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      ...Array<string>(4).fill('fulfilled'),
    ]);
    expect(outcomes[0]).toMatchObject({ reason: { code: 'cancelled' } });
  });

  it('let other calls run meanwhile', async () => {
    const latest = createLatest();
    const pause = latest.begin(1);
    const work = async (): Promise<string> => {
      for (;;) {
        // The work of one image, without a wait of its own.
        const endMs = performance.now() + 1;
        while (performance.now() < endMs);
        await pause();
      }
    };
    setImmediate(() => void latest.begin(1));
    await expect(work()).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('without a connection', () => {
  it('what is on disk is cut, and the rest waits', async () => {
    const room = await openCuttingRoom();
    const downloadsFolder = join(room.folder, 'downloads');
    mkdirSync(dirname(join(downloadsFolder, OTHER)), { recursive: true });
    writeFileSync(join(downloadsFolder, OTHER), await room.demo.bytesOf(OTHER));
    room.disconnect();
    const { results, calls, halted } = await room.cut({ downloadsFolder, images: both(0) });
    expect([calls, halted]).toEqual([0, null]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['stopped', 'cut']);
    expect(results[0]!.note).toContain('Connect, then continue');
  });
});
