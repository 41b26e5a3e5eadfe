import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PartJournal } from '#main/engine/transfer/part-journal.ts';
import { targetOf } from '#main/engine/transfer/target.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { type DiskAct, recordDisk } from './testing/disk-recorder.ts';
import { afterPowerCut, type PowerCut } from './testing/power-cut.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const FILES = { [LARGE]: BLOCK_BYTES + 40_000, [SMALL]: 9_000 };

/** The disk operations of a download, by paths below its output folder, and the correct content of its files. */
let acts: readonly DiskAct[];
const truth = new Map<string, Buffer>();

beforeAll(async () => {
  const recorder = await recordDisk(join(tmpdir(), 'faults-'));
  const { openStation } = await import('./testing/station.ts');
  const ends: (() => Promise<void>)[] = [];
  const station = await openStation({
    files: FILES,
    onEnd: (end) => ends.push(end),
  });
  const files = await station.list();
  // Cut once, so that a part file is resumed, too.
  station.demo.faults.add({
    path: LARGE,
    times: 1,
    fault: { kind: 'cut', afterBytes: BLOCK_BYTES },
  });
  await station.bring(files);
  await station.holds([LARGE, SMALL]);
  for (const path of [LARGE, SMALL]) truth.set(path, Buffer.from(await station.demo.bytesOf(path)));
  const below = (file: string): string => `/${relative(station.out, file)}`;
  acts = recorder.acts
    .filter(({ file }) => file.startsWith(station.out))
    .map((act) => ({
      ...act,
      file: below(act.file),
      ...(act.kind === 'rename' && { to: below(act.to) }),
    }));
  for (const end of ends) await end();
  recorder.stop();
});

/** Power cuts at any moment, after which any share of the unsynced data survives. */
const powerCut: fc.Arbitrary<PowerCut> = fc
  .record({
    // In thousandths, because nearly all doubles of fast-check are close to 0.
    moment: fc.integer({ min: 0, max: 1_000 }),
    share: fc.constantFrom(0, 0.1, 0.5, 0.9, 0.99, 1),
    seed: fc.integer({ min: 1 }),
  })
  .map(({ moment, share, seed }): PowerCut => {
    let state = seed;
    return {
      after: Math.round((moment / 1_000) * acts.length),
      survives() {
        // The generator of Numerical Recipes scatters losses well enough, and is reproducible.
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state / 2 ** 32 < share;
      },
    };
  });

/** Final files with wrong bytes after a power cut. */
function wrongFinals(order: readonly DiskAct[], cut: PowerCut): readonly string[] {
  return [...afterPowerCut(order, cut)]
    .filter(([path, bytes]) => truth.get(path)?.equals(bytes) === false)
    .map(([path]) => path);
}

/** Opens the journals of existing part files, as a run does first. */
function openJournals(out: string, files: readonly ListedFile[], bootMark: string): void {
  for (const { size, ...file } of files) {
    const { journal } = targetOf(out, file.path, 'posix');
    if (existsSync(journal)) {
      PartJournal.open(journal, { ...file, size: size ?? 0 }, bootMark).close();
    }
  }
}

function putBack(out: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), bytes);
  }
}

/** The operation that journals the last block of the large file. */
function bothJournalled(): number {
  return acts.findLastIndex(({ kind, file }) => kind === 'write' && file.endsWith('.journal'));
}

describe('a power cut', () => {
  it('at any moment leaves no wrong byte under a final name, whatever the disk lost', () => {
    expect(acts.filter(({ kind }) => kind === 'rename')).toHaveLength(2);
    fc.assert(
      fc.property(powerCut, (cut) => {
        expect(wrongFinals(acts, cut)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    // At the end both files exist if the disk keeps all data.
    const end = afterPowerCut(acts, { after: acts.length, survives: () => true });
    expect([...end.keys()].toSorted()).toEqual([LARGE, SMALL]);
  });

  it('would leave wrong bytes if files were not synced before they get their final names', () => {
    const careless = acts.filter(({ kind }) => kind !== 'sync');
    const all = fc.sample(powerCut, { numRuns: 300, seed: 7 });
    expect(all.some((cut) => wrongFinals(careless, cut).length > 0)).toBe(true);
  });

  it('at any moment is repaired by the next run, which leaves the correct files and nothing else', {
    timeout: 60_000,
  }, async () => {
    const { openStation } = await import('./testing/station.ts');
    const station = await openStation({ files: FILES });
    const files = await station.list();
    let boots = 0;
    await fc.assert(
      fc.asyncProperty(powerCut, fc.boolean(), async (cut, diesAgain) => {
        for (const name of readdirSync(station.out)) {
          rmSync(join(station.out, name), { recursive: true });
        }
        putBack(station.out, afterPowerCut(acts, cut));
        boots += 1;
        const bootMark = `boot ${boots}`;
        // The next run is killed right after it has opened the part file.
        if (diesAgain) openJournals(station.out, files, bootMark);
        station.reopen({ bootMark });
        await station.bring(files);
        await station.holds([LARGE, SMALL]);
      }),
      { numRuns: 100 },
    );
  });

  it('loses nothing even if the next run is killed while it reads the blocks again', async () => {
    const { openStation } = await import('./testing/station.ts');
    const station = await openStation({ files: FILES });
    const files = await station.list();
    const found = afterPowerCut(acts, { after: bothJournalled() + 1, survives: () => true });
    // Journalled, but never on the disk.
    found.get(`${LARGE}.part`)!.fill(0, 4_096, 8_192);
    putBack(station.out, found);
    openJournals(station.out, files, 'boot 2');
    station.reopen({ bootMark: 'boot 2' });
    await station.bring(files);
    await station.holds([LARGE, SMALL]);
    expect(station.asked(LARGE)).toEqual([0]);
  });

  it('makes the next run fetch only the blocks that did not reach the disk', async () => {
    const { openStation } = await import('./testing/station.ts');
    const station = await openStation({ files: FILES });
    const files = await station.list();
    // The first block was journalled, and the second had not arrived.
    const journalled = acts.findIndex(
      ({ kind, file }) => kind === 'write' && file === `${LARGE}.part`,
    );
    const mark = acts.findIndex(
      (act, index) => index > journalled && act.kind === 'write' && act.file.endsWith('.journal'),
    );
    const found = afterPowerCut(acts, { after: mark + 1, survives: () => true });
    putBack(station.out, found);
    await station.bring(files);
    await station.holds([LARGE, SMALL]);
    expect(station.asked(LARGE)).toEqual([1]);
  });
});
