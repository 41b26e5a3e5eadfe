import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { askPython, findPython } from '#main/testing/python.ts';
import { parseHeader } from '#shared/fits/header.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CENTRE, FIELD, IMAGE, openCuttingRoom, OTHER } from './testing/cutting-room.ts';

const SCRIPT = fileURLToPath(new URL('testdata/compare_cutouts.py', import.meta.url));
const python = findPython('astropy');
const hasFitsverify = spawnSync('fitsverify', ['-h']).error === undefined;

/** Beyond all beams, in a corner of the image. */
const CORNER = { name: 'corner', raDeg: 136.05, decDeg: 3.6 };
const FAR = { name: 'far away', raDeg: 20, decDeg: -50 };
const EDGE = { name: 'edge', raDeg: 139.65417, decDeg: 3.65 };

describe('cutouts', () => {
  it.skipIf(python === null)(
    'have the pixels of the whole image, as astropy cuts them',
    async () => {
      const room = await openCuttingRoom();
      const sources = [CENTRE, { name: 'west', raDeg: 138.2, decDeg: -1.1 }, EDGE];
      const { results } = await room.cut({
        sources,
        images: [{ path: IMAGE, sources: [0, 1, 2] }],
      });
      expect(results.map(({ outcome }) => outcome)).toEqual(['cut', 'cut', 'cut']);
      const whole = join(room.folder, 'whole.fits');
      writeFileSync(whole, await room.demo.bytesOf(IMAGE));
      const answers = askPython(python!, SCRIPT, {
        whole,
        cutouts: results.map(({ file, source }) => ({
          file: join(room.output, file!),
          ra: sources[source]!.raDeg,
          dec: sources[source]!.decDeg,
          size_deg: 0.25,
        })),
      }) as readonly { same: boolean; values: number; arcsec: number; shape: readonly number[] }[];
      for (const { same, values, arcsec, shape } of answers) {
        expect(shape).toEqual([1, 1, 43, 43]);
        expect(same).toBe(true);
        expect(values).toBeGreaterThan(300);
        expect(arcsec).toBeLessThan(1e-6);
      }
    },
  );

  it.skipIf(python === null)(
    'that are trimmed, or have the two axes of the sky alone, are what astropy cuts',
    async () => {
      const room = await openCuttingRoom();
      const whole = join(room.folder, 'whole.fits');
      writeFileSync(whole, await room.demo.bytesOf(IMAGE));
      for (const [edge, dropUnitAxes] of [
        ['trim', false],
        ['pad', true],
        ['trim', true],
      ] as const) {
        const outputFolder = join(room.folder, `${edge}-${dropUnitAxes}`);
        const { results } = await room.cut({ sources: [EDGE], edge, dropUnitAxes, outputFolder });
        const file = join(outputFolder, results[0]!.file!);
        const [answer] = askPython(python!, SCRIPT, {
          whole,
          cutouts: [
            {
              file,
              ra: EDGE.raDeg,
              dec: EDGE.decDeg,
              size_deg: 0.25,
              mode: edge === 'trim' ? 'trim' : 'partial',
            },
          ],
        }) as readonly { same: boolean; arcsec: number; shape: readonly number[] }[];
        expect(answer).toMatchObject({ same: true });
        expect(answer!.arcsec).toBeLessThan(1e-6);
        const { x0, x1, y0, y1 } = results[0]!.box!;
        expect(answer!.shape).toEqual([...(dropUnitAxes ? [] : [1, 1]), y1 - y0, x1 - x0]);
        expect(y1 - y0 < 43).toBe(edge === 'trim');
        // Made for the whole image, it would be wrong for a part of it.
        const header = parseHeader(readFileSync(file))!;
        expect(['DATAMIN', 'DATAMAX'].filter((keyword) => header.values.has(keyword))).toEqual([]);
      }
    },
  );

  it.skipIf(!hasFitsverify)('pass fitsverify as their source does', async () => {
    const room = await openCuttingRoom();
    const { results } = await room.cut();
    const run = spawnSync('fitsverify', [join(room.output, results[0]!.file!)], {
      encoding: 'utf8',
    });
    expect(run.stdout).toContain('Verification found 0 warning(s) and 0 error(s)');
  });

  it('cost the header and the rows, and then the rows alone', async () => {
    const room = await openCuttingRoom();
    const first = await room.cut();
    expect(first).toMatchObject({ calls: 2, halted: null });
    expect(room.ranges()[0]).toBe('bytes=0-65535');
    const rows = first.bytes - 65_536;
    // 43 rows of 1,280 pixels, without what is left and right of the box in the first and the last.
    expect(rows).toBe(42 * 1280 * 4 + 43 * 4);
    const second = await room.cut({ sources: [{ ...CENTRE, name: 'another', decDeg: 0.5 }] });
    expect(second).toMatchObject({ calls: 1, bytes: rows });
    expect(second.results[0]).toMatchObject({ outcome: 'cut', from: 'dropbox' });
  });

  it('from an image share its header and the rows that they have in common', async () => {
    const room = await openCuttingRoom();
    const sources = [0, 1, 2, 3, 4].map((i) => ({
      name: `s${i}`,
      raDeg: 138 + i / 2,
      decDeg: 0.2,
    }));
    const { calls, results } = await room.cut({
      sources,
      images: [{ path: IMAGE, sources: [0, 1, 2, 3, 4] }],
    });
    expect(calls).toBe(2);
    expect(results.every(({ outcome }) => outcome === 'cut')).toBe(true);
  });

  it('that memory should not hold at once are cut one lot after the other', async () => {
    const room = await openCuttingRoom();
    const large = (names: readonly string[]) =>
      room.cut({
        sources: names.map((name) => ({ ...CENTRE, name })),
        images: [{ path: IMAGE, sources: names.map((_, index) => index) }],
        sizeDeg: 7,
      });
    const one = await large(['one']);
    // Nearly 6 MB of rows each: five of them are below the limit.
    const six = await large(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(six.results.map(({ outcome }) => outcome)).toEqual(Array(6).fill('cut'));
    expect(six.bytes / one.bytes).toBeCloseTo(2, 1);
    const [first, last] = [six.results[0]!, six.results[5]!].map(({ file }) =>
      readFileSync(join(room.output, file!)).subarray(-5_760),
    );
    expect(last).toEqual(first);
  });

  it('come from disk where the whole file is, without a call', async () => {
    const room = await openCuttingRoom();
    const { results } = await room.cut();
    const fromDropbox = readFileSync(join(room.output, results[0]!.file!));
    const downloadsFolder = join(room.folder, 'downloads');
    mkdirSync(dirname(join(downloadsFolder, IMAGE)), { recursive: true });
    writeFileSync(join(downloadsFolder, IMAGE), await room.demo.bytesOf(IMAGE));
    const outputFolder = join(room.folder, 'again');
    const again = await room.cut({ downloadsFolder, outputFolder });
    expect(again).toMatchObject({ calls: 0, bytes: 0 });
    expect(again.results[0]).toMatchObject({ outcome: 'cut', from: 'disk', rev: null });
    const fromDisk = readFileSync(join(outputFolder, again.results[0]!.file!));
    expect(fromDisk.subarray(-5_760)).toEqual(fromDropbox.subarray(-5_760));
  });

  it('that are complete stay, and the same request makes no call for them', async () => {
    const room = await openCuttingRoom();
    const first = await room.cut();
    const file = join(room.output, first.results[0]!.file!);
    const { mtimeMs } = statSync(file);
    const again = await room.cut();
    expect(again).toMatchObject({ calls: 0, results: [{ outcome: 'kept' }] });
    expect(again.results[0]!.rev).toBe(first.results[0]!.rev);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    const larger = await room.cut({ sizeDeg: 0.5 });
    expect(larger.results[0]!.outcome).toBe('cut');
    expect(statSync(file).size).toBeGreaterThan(first.bytes / 10);
  });

  it('are not written where the image has no value or does not reach', async () => {
    const room = await openCuttingRoom();
    const { results } = await room.cut({
      sources: [CORNER, FAR],
      images: [{ path: IMAGE, sources: [0, 1] }],
    });
    expect(results.map(({ outcome, file }) => [outcome, file])).toEqual([
      ['all-nan', null],
      ['not-covered', null],
    ]);
    expect(existsSync(room.output)).toBe(false);
  });

  it('have names that lead nowhere else and never meet', async () => {
    const room = await openCuttingRoom();
    const names = ['../../etc/x', 'a b', 'A/B', 'CON', ''];
    const { results } = await room.cut({
      sources: names.map((name) => ({ ...CENTRE, name })),
      images: [{ path: IMAGE, sources: [0, 1, 2, 3, 4] }],
    });
    const files = results.map(({ file }) => file!.replace(`.EPOCH01.${FIELD}.I.fits`, ''));
    expect(files).toEqual([
      '_.._etc_x',
      'a_b_139.65417+0.00000',
      'A_B_139.65417+0.00000_2',
      '_CON',
      '_',
    ]);
    expect(readdirSync(room.output)).toHaveLength(5);
    expect(readdirSync(room.folder).toSorted()).toEqual(['home', 'out']);
  });

  it('replace a link that was planted under their name', async () => {
    const room = await openCuttingRoom();
    mkdirSync(room.output);
    const victim = join(room.folder, 'victim');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(room.output, `centre.EPOCH01.${FIELD}.I.fits`));
    expect((await room.cut()).results[0]!.outcome).toBe('cut');
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  });

  it('end at once when they are stopped, and go on later', async () => {
    const room = await openCuttingRoom({
      faults: [{ path: OTHER, after: 1, fault: { kind: 'stall', afterBytes: 1_000 } }],
    });
    const images = [
      { path: IMAGE, sources: [0] },
      { path: OTHER, sources: [0] },
    ];
    const cutting = room.cut({ images });
    await room.demo.calls.until(
      ({ records }) => records.filter(({ path }) => path === OTHER).length === 2,
    );
    await expect.poll(() => existsSync(room.output) && readdirSync(room.output).length).toBe(1);
    room.stop.abort(new AppError('cancelled', 'Stopped.'));
    const { halted, results } = await cutting;
    expect(halted).toMatchObject({ code: 'cancelled' });
    expect(results.map(({ outcome }) => outcome)).toEqual(['cut', 'stopped']);
  });

  it('stop when the byte budget of the day is used up', async () => {
    const room = await openCuttingRoom();
    room.budget.limit = 70_000;
    const { halted, results } = await room.cut({
      images: [
        { path: IMAGE, sources: [0] },
        { path: OTHER, sources: [0] },
      ],
    });
    expect(halted?.message).toContain('byte budget');
    expect(results.some(({ outcome }) => outcome === 'stopped')).toBe(true);
    expect(room.budget.spent.bytes).toBeGreaterThan(65_536);
  });
});
