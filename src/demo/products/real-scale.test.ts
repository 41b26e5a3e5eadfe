import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHashOf } from '#main/system/integrity/content-hash.ts';
import { findPython } from '#main/testing/python.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import { createShelf } from '../shelf/shelf.ts';

const FIELD = 'VAST_0918+00A';
const IMAGE = `/EPOCH01/COMBINED/STOKESI_IMAGES/${FIELD}.EPOCH01.I.fits`;
const observations = demoObservations('tiny');
const common = { seed: 1, observations, extraFiles: {} };

const python = findPython('astropy');
const hasFitsverify = spawnSync('fitsverify', ['-h']).error === undefined;

const ASTROPY = `
import sys
from astropy.io import fits
with fits.open(sys.argv[1]) as file:
    file.verify('exception')
    print(file[0].data.shape, abs(file[0].header['CDELT1']) * 3600)
`;

describe('a field at the real scale of the survey', () => {
  const shelf = createShelf({ ...common, scale: 1, realScaleField: FIELD });
  const content = shelf.content(IMAGE);
  const read = (start: number, end: number): Buffer => Buffer.concat([...content.read(start, end)]);

  it('has images of half a gigabyte, of which a range costs a range', () => {
    expect(content.size).toBeGreaterThan(454_000_000);
    expect(content.size % 2880).toBe(0);
    const header = read(0, 23_040).toString('latin1');
    const cards = header.match(/.{80}/gs) ?? [];
    const valueOf = (keyword: string): number =>
      Number(cards.find((card) => card.startsWith(keyword.padEnd(8)))?.slice(10, 30));
    expect(valueOf('NAXIS1')).toBe(10_656);
    expect(valueOf('CDELT2') * 3600).toBeCloseTo(2.5, 9);
    expect(valueOf('PV2_1')).toBe(0);
    const before = process.memoryUsage().arrayBuffers;
    expect(read(content.size - 3_000, content.size)).toHaveLength(3_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it('has the same bytes whatever range is read', () => {
    const start = 227_000_000;
    const whole = read(start, start + 700_000);
    for (const [from, to] of [
      [0, 1],
      [1, 3],
      [42_620, 42_626],
      [399_999, 699_999],
    ] as const) {
      expect(read(start + from, start + to)).toEqual(whole.subarray(from, to));
    }
    const head = read(0, 60_000);
    expect(read(11_000, 30_001)).toEqual(head.subarray(11_000, 30_001));
    const tail = read(content.size - 9_000, content.size);
    expect(read(content.size - 5_001, content.size - 17)).toEqual(tail.subarray(3_999, 8_983));
  });

  it('leaves the other fields as they are', () => {
    const other = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0943+00A.EPOCH01.I.fits';
    expect(shelf.content(other).size).toBeLessThan(100_000);
  });

  it('shows another revision of a changed file', () => {
    shelf.change(IMAGE);
    const changed = Buffer.concat([...shelf.content(IMAGE).read(227_000_000, 227_000_400)]);
    shelf.restore();
    expect(changed).not.toEqual(read(227_000_000, 227_000_400));
  });
});

describe('a large image', () => {
  // A side of 1,280 pixels: 6.5 MB, two blocks.
  const shelf = createShelf({ ...common, scale: 10 });
  const content = shelf.content(IMAGE);
  const bytes = Buffer.concat([...content.read(0, content.size)]);
  const folder = mkdtempSync(join(tmpdir(), 'real-scale-'));
  const file = join(folder, 'image.fits');
  beforeAll(() => {
    const handle = openSync(file, 'w');
    for (const chunk of content.read(0, content.size)) writeSync(handle, chunk);
    closeSync(handle);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has the content_hash of its bytes', () => {
    expect(bytes).toHaveLength(content.size);
    expect(shelf.facts(IMAGE).contentHash).toBe(contentHashOf(bytes));
  });

  it.skipIf(!hasFitsverify)('passes fitsverify', () => {
    const said = spawnSync('fitsverify', [file], { encoding: 'utf8' }).stdout;
    expect(said).toContain('Verification found 0 warning(s) and 0 error(s)');
  });

  it.skipIf(python === null)('is read by astropy', () => {
    const said = execFileSync(python!, ['-c', ASTROPY, file], { encoding: 'utf8' });
    expect(said).toMatch(/^\(1, 1, 1280, 1280\) 20\.8/);
  });
});
