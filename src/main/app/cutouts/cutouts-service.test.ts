import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DemoOptions } from '#demo/demo-options.ts';
import { startDemoServer } from '#demo/demo-server.ts';
import type { TestApp } from '#main/testing/test-app.ts';
import type { CutoutsAsked, CutoutsState } from '#shared/ipc/contract.ts';
import { home, start } from '../testing/app-in-folder.ts';

/** Cutouts as a page asks for them: through the router, the engine and real HTTP to files on disk. */

const FIELD = 'VAST_0918+00A';
const IMAGE = `/EPOCH01/COMBINED/STOKESI_IMAGES/${FIELD}.EPOCH01.I.fits`;
/** Images of 512 pixels of 52″ along each side: 1 MB. */
const DEMO: DemoOptions = { survey: 'tiny', scale: 4 };
const CENTRE = { name: 'centre', raDeg: 139.65417, decDeg: 0 };
const ASKED: CutoutsAsked = {
  name: 'my list.csv',
  sources: [CENTRE],
  sizeDeg: 0.5,
  products: ['image'],
  stokes: ['I'],
  epochs: ['01', '02'],
  region: 'combined',
};
type Ended = Extract<CutoutsState, { readonly kind: 'ended' }>;

async function connected(demo: DemoOptions = DEMO): Promise<TestApp> {
  const app = await start(home(), { demo });
  await app.client.call('connection.tryDemo', null);
  const crawling = await app.until('catalogue.changed', ({ value }) => value.crawl !== null);
  await app.until(
    'catalogue.changed',
    ({ revision, value }) => revision > crawling.revision && value.crawl === null,
  );
  return app;
}

async function ended(app: TestApp, after = -1): Promise<Ended> {
  const { value } = await app.until(
    'cutouts.changed',
    ({ revision, value: state }) => revision > after && state.kind === 'ended',
  );
  return value as Ended;
}

describe('cutouts for a page', () => {
  it('are planned without a call, fetched, and drawn with the pixels of the whole image', async () => {
    const app = await connected();
    const { client } = app;
    const plan = await client.call('cutouts.plan', ASKED);
    expect(plan).toMatchObject({
      images: 2,
      cutouts: 2,
      kept: 0,
      isExact: false,
      isConnected: true,
    });
    expect(plan.calls).toBeGreaterThan(0);
    expect(plan.wholeBytes).toBeGreaterThan(1_000_000);
    expect(existsSync(plan.outputFolder)).toBe(false);

    await client.call('cutouts.start', ASKED);
    const state = await ended(app);
    expect(state).toMatchObject({ cut: 2, images: 2, imagesDone: 2, problem: null });
    const run = state.run.id;
    expect(await client.call('cutouts.sources', { run })).toEqual([CENTRE]);
    const cells = await client.call('cutouts.cells', { run, source: 0 });
    expect(cells.map(({ epoch, outcome }) => [epoch, outcome])).toEqual([
      ['01', 'cut'],
      ['02', 'cut'],
    ]);
    expect(cells[0]!.startUtc).toMatch(/^2019-08-27T/);
    const stamp = await client.call('cutouts.stamp', { run, source: 0, path: cells[0]!.path });
    expect([stamp.width, stamp.height]).toEqual([35, 35]);

    const server = await startDemoServer(DEMO);
    const whole = await server.bytesOf(IMAGE);
    await server.close();
    expect(stamp.values).toEqual(middleOf(whole, 35));
    const peak = stamp.values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    expect(stamp.peak).toBe(peak);
    expect(stamp.source.x).toBeCloseTo(17, 2);
    expect(stamp.north.y).toBeCloseTo(1, 6);
    expect(stamp.east.x).toBeCloseTo(-1, 6);
    expect(stamp.beam!.majorDeg).toBeGreaterThan(stamp.pixelDeg);

    const cutout = readFileSync(join(state.run.outputFolder, cells[0]!.file!), 'latin1');
    expect(cutout).toContain('HISTORY vast-pilot 0.0.0, list of files of the demo');
    const table = readFileSync(join(state.run.outputFolder, 'cutouts.csv'), 'utf8');
    expect(table).toContain(`,cut,${cells[0]!.file},`);
    const again = await client.call('cutouts.plan', ASKED);
    expect(again).toMatchObject({ kept: 2, calls: 0, bytes: 0, imagesToFetch: 0 });
  });

  it('stop at once, keep what is complete, and go on', async () => {
    const app = await connected({
      ...DEMO,
      faults: [
        {
          path: IMAGE.replaceAll('EPOCH01', 'EPOCH02'),
          after: 1,
          fault: { kind: 'stall', afterBytes: 1_000 },
          times: 1,
        },
      ],
    });
    const { client } = app;
    await client.call('cutouts.start', ASKED);
    await expect(client.call('cutouts.start', ASKED)).rejects.toThrow(/already being fetched/);
    await app.until(
      'cutouts.changed',
      ({ value }) => value.kind === 'running' && value.imagesDone === 1,
    );
    await client.call('cutouts.cancel', null);
    const first = await ended(app);
    expect(first).toMatchObject({ cut: 1, stopped: 1, problem: { code: 'cancelled' } });
    const { revision } = await client.call('cutouts.get', null);
    await client.call('cutouts.resume', null);
    expect(await ended(app, revision)).toMatchObject({ cut: 1, kept: 1, problem: null });
    await expect(client.call('cutouts.cells', { run: first.run.id, source: 0 })).rejects.toThrow(
      /another run has begun/,
    );
  });

  it('come from disk without a connection, and else ask to connect', async () => {
    const app = await start(home(), { demo: DEMO });
    const { client } = app;
    await expect(client.call('cutouts.start', ASKED)).rejects.toThrow(
      'Connect to get cutouts: 2 images are not on this disk.',
    );
    expect((await client.call('cutouts.get', null)).value).toEqual({ kind: 'none' });
    const server = await startDemoServer(DEMO);
    const file = join(app.outputFolder, IMAGE);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await server.bytesOf(IMAGE));
    await server.close();
    const one = { ...ASKED, epochs: ['01'] };
    expect(await client.call('cutouts.plan', one)).toMatchObject({ imagesOnDisk: 1, calls: 0 });
    await client.call('cutouts.start', one);
    const state = await ended(app);
    expect(state).toMatchObject({ cut: 1, calls: 0, bytes: 0 });
    const { file: picture } = await client.call('cutouts.saveSheet', {
      run: state.run.id,
      source: 0,
      as: 'png',
      bytes: new Uint8Array([1, 2, 3]),
    });
    expect(dirname(dirname(picture))).toBe(join(app.outputFolder, 'cutouts'));
    expect(picture).toMatch(/my_list\.csv~[0-9a-f]{6}_30arcmin.centre\.png$/);
    expect([...readFileSync(picture)]).toEqual([1, 2, 3]);
  });

  it('of another run share the table, and no picture replaces another', async () => {
    const app = await connected();
    const { client } = app;
    const run = async (changes: Partial<CutoutsAsked>): Promise<Ended['run']> => {
      const { revision } = await client.call('cutouts.get', null);
      await client.call('cutouts.start', { ...ASKED, ...changes });
      const state = await ended(app, revision);
      expect(state.problem).toBeNull();
      return state.run;
    };
    const save = async (source: number): Promise<string> => {
      const { value } = await client.call('cutouts.get', null);
      const { run: now } = value as Ended;
      const bytes = new Uint8Array([1]);
      const saved = await client.call('cutouts.saveSheet', {
        run: now.id,
        source,
        as: 'png',
        bytes,
      });
      return basename(saved.file);
    };
    const south = { name: 'Centre', raDeg: 139.65417, decDeg: -1.25 };
    const { outputFolder } = await run({ epochs: ['01'] });
    expect(await save(0)).toBe('centre.png');
    await run({ epochs: ['02'], sources: [south, CENTRE] });
    expect([await save(0), await save(1)]).toEqual([
      'Centre_139.65417-1.25000.png',
      'centre_139.65417+0.00000.png',
    ]);
    await run({ epochs: ['01'], sources: [south] });
    expect([await save(0), await save(0)]).toEqual(['Centre_2.png', 'Centre_3.png']);
    const table = readFileSync(join(outputFolder, 'cutouts.csv'), 'utf8');
    const rows = table.split('\n').filter((line) => line.includes(',cut,'));
    expect(rows).toHaveLength(4);
  });

  it('show why a source has none', async () => {
    const app = await connected();
    const { client } = app;
    const corner = { name: 'corner', raDeg: 139.65417 + 3.6, decDeg: 3.6 };
    await client.call('cutouts.start', {
      ...ASKED,
      sources: [CENTRE, { ...corner, name: 'far', raDeg: 0.1, decDeg: 80 }],
      stokes: ['I', 'V'],
      epochs: ['01', '09'],
    });
    const { run } = await ended(app);
    const outcomes = async (source: number) =>
      (await client.call('cutouts.cells', { run: run.id, source })).map(
        ({ epoch, stokes, outcome }) => `${epoch}${stokes} ${outcome}`,
      );
    const shown = await outcomes(0);
    expect(shown).toContain('01I cut');
    expect(shown).toContain('09I not-listed');
    expect(await outcomes(1)).toEqual([]);
    const plan = await client.call('cutouts.plan', {
      ...ASKED,
      sources: [{ ...corner, decDeg: 80 }],
    });
    expect(plan).toMatchObject({ images: 0, unseen: 1, unseenNames: ['corner'] });
  });
});

/** The middle of a square float image without further axes than those of length 1. */
function middleOf(bytes: Uint8Array, side: number): Float32Array {
  const width = 512;
  const file = Buffer.from(bytes);
  const offset = file.length - Math.ceil((width * width * 4) / 2_880) * 2_880;
  const first = width / 2 - (side - 1) / 2;
  return Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [first + (i % side), first + Math.floor(i / side)];
    return file.readFloatBE(offset + 4 * (y * width + x));
  });
}
