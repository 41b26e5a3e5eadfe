import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SKY_LINES } from '#shared/fits/testing/image-file.ts';
import { imageLines, makeHeader } from '#shared/fits/testing/make-header.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Colouring } from '#shared/image/paint.ts';
import type { TileAt } from '#shared/image/tiles.ts';
import { openLayer } from './image-layer.ts';
import { keyOf } from './visible-tiles.ts';

const PATH = '/EPOCH01/image.fits';
/** The coarse level that is always loaded has 2 × 2 tiles, the one below it 4 × 4. */
const SIDE = 4_096;
const OVERVIEW = ['2/0/0', '2/1/0', '2/0/1', '2/1/1'];
const COLOURING: Colouring = { limits: { low: 0, high: 1 }, stretch: 'linear', map: 'grey' };

const tile = (key: string): TileAt => {
  const [level = 0, column = 0, row = 0] = key.split('/').map(Number);
  return { level, column, row };
};
const tilesOf = (...keys: string[]): readonly TileAt[] => keys.map(tile);

interface Asked {
  /** `sample 1/0/0` */
  readonly what: string;
  answer(): void;
  fail(message: string): void;
}

/** A layer over a server that answers when the test says so, and a worker that answers at once. */
function opened() {
  const asked: Asked[] = [];
  const painted: string[] = [];
  const forgotten: string[] = [];
  const closed: string[] = [];
  const answers = {
    'images.open': () => ({
      fileBytes: 1,
      header: makeHeader(imageLines([SIDE, SIDE], [...SKY_LINES], -32)),
      headerOffset: 0,
    }),
    'images.histogram': () => new Promise(() => undefined),
    'images.close': () => null,
    'images.tile': ({ at, how }: { readonly at: TileAt; readonly how: string }) =>
      new Promise((resolve, reject) => {
        asked.push({
          what: `${how} ${keyOf(at)}`,
          answer: () => resolve({ width: 1, height: 1, values: new Float32Array(1) }),
          fail: (message) => reject(new AppError('bad-input', message)),
        });
      }),
  };
  const api = { call: async (name: keyof typeof answers, input: never) => answers[name](input) };
  const layerKey = (key: string): string => key.slice(key.indexOf(':') + 1);
  const worker = {
    keep: () => null,
    paint: ({ key }: { readonly key: string }) => {
      painted.push(layerKey(key));
      return { width: 1, height: 1, close: () => closed.push(layerKey(key)) };
    },
    limits: () => ({ low: 0, high: 1 }),
    forget: ({ keys }: { readonly keys: readonly string[] }) => {
      forgotten.push(...keys.map(layerKey));
      return null;
    },
  };
  const painter = {
    call: vi.fn(async (name: keyof typeof worker, input: never) => worker[name](input)),
    end: () => undefined,
  };
  const layer = openLayer(api as never, painter as never, PATH);
  onTestFinished(() => layer.close());
  const waitFor = (...what: string[]): Promise<void> =>
    vi.waitFor(() => expect(asked.map((each) => each.what)).toEqual(what));
  /** Answers these calls, and takes them from the list. */
  const answer = (...what: string[]): void => {
    for (const one of what) {
      const index = asked.findIndex((each) => each.what === one);
      expect(index, one).toBeGreaterThanOrEqual(0);
      asked.splice(index, 1)[0]!.answer();
    }
  };
  const answerOverview = async (): Promise<void> => {
    await waitFor('sample 2/0/0', 'sample 2/1/0', 'sample 2/0/1');
    answer('sample 2/0/0', 'sample 2/1/0', 'sample 2/0/1');
    await waitFor('sample 2/1/1');
    answer('sample 2/1/1');
    await vi.waitFor(() => expect(layer.store.getState().hasOverview).toBe(true));
  };
  return { layer, painter, asked, painted, forgotten, closed, waitFor, answer, answerOverview };
}

const drawn = ({ layer }: ReturnType<typeof opened>): readonly string[] =>
  layer.drawn().map(({ at }) => keyOf(at));

describe('the tiles of an image', () => {
  it('begin with the overview, three calls at a time, and are coloured once there are limits', async () => {
    const test = opened();
    await test.answerOverview();
    expect(test.painted).toEqual([]);
    test.layer.setColouring(COLOURING);
    await vi.waitFor(() => expect(drawn(test)).toEqual(OVERVIEW));
  });

  it('of the view are sampled in its order, then averaged one by one', async () => {
    const test = opened();
    await test.answerOverview();
    test.layer.want(tilesOf('1/1/1', '1/0/1', '1/1/0', '1/0/0'));
    await test.waitFor('sample 1/1/1', 'sample 1/0/1', 'sample 1/1/0');
    expect(test.layer.store.getState()).toMatchObject({ wanted: 4, missing: 4, sampled: 0 });
    test.answer('sample 1/0/1');
    await test.waitFor('sample 1/1/1', 'sample 1/1/0', 'sample 1/0/0');
    test.answer('sample 1/1/1', 'sample 1/1/0', 'sample 1/0/0');
    for (const key of ['1/1/1', '1/0/1', '1/1/0', '1/0/0']) {
      await test.waitFor(`mean ${key}`);
      test.answer(`mean ${key}`);
    }
    await vi.waitFor(() => expect(test.layer.store.getState().sampled).toBe(0));
    await test.waitFor();
  });

  it('of full size are read once: they need no means', async () => {
    const test = opened();
    await test.answerOverview();
    test.layer.setColouring(COLOURING);
    test.layer.want(tilesOf('0/3/3'));
    await test.waitFor('sample 0/3/3');
    test.answer('sample 0/3/3');
    await vi.waitFor(() => expect(drawn(test)).toEqual([...OVERVIEW, '0/3/3']));
    await vi.waitFor(() =>
      expect(test.layer.store.getState()).toMatchObject({ wanted: 1, missing: 0, sampled: 0 }),
    );
    await test.waitFor();
  });

  it('that left the view are not asked for; those that came in are next', async () => {
    const test = opened();
    await test.answerOverview();
    test.layer.want(tilesOf('1/0/0', '1/1/0', '1/2/0', '1/3/0'));
    await test.waitFor('sample 1/0/0', 'sample 1/1/0', 'sample 1/2/0');
    test.layer.want(tilesOf('1/3/3', '1/2/3'));
    test.answer('sample 1/0/0', 'sample 1/1/0', 'sample 1/2/0');
    await test.waitFor('sample 1/3/3', 'sample 1/2/3');
    test.answer('sample 1/3/3', 'sample 1/2/3');
    await test.waitFor('mean 1/3/3');
  });

  it('stay when they leave the view, until 40 are kept: then the oldest go first', async () => {
    const test = opened();
    await test.answerOverview();
    test.layer.setColouring(COLOURING);
    test.layer.want(tilesOf('1/0/0'));
    await test.waitFor('sample 1/0/0');
    test.answer('sample 1/0/0');
    await vi.waitFor(() => expect(drawn(test)).toContain('1/0/0'));
    const others = (count: number): string[] =>
      Array.from({ length: count }, (_, index) => `0/${index % 8}/${Math.floor(index / 8)}`);
    test.layer.want(tilesOf(...others(35)));
    expect(test.forgotten).toEqual([]);
    expect(drawn(test)).toContain('1/0/0');
    // A tile is kept while it loads.
    await vi.waitFor(() => expect(test.asked[0]?.what).toBe('mean 1/0/0'));
    test.layer.want(tilesOf(...others(36)));
    expect(test.forgotten).toEqual([]);
    test.answer('mean 1/0/0');
    await vi.waitFor(() => {
      test.layer.want(tilesOf(...others(36)));
      expect(test.forgotten).toEqual(['1/0/0']);
    });
    expect(test.closed).toContain('1/0/0');
    expect(drawn(test)).toEqual(OVERVIEW);
  });

  it('get other colours where they are kept, those on view first', async () => {
    const test = opened();
    await test.answerOverview();
    test.layer.setColouring(COLOURING);
    test.layer.want(tilesOf('1/2/2'));
    await test.waitFor('sample 1/2/2');
    test.answer('sample 1/2/2');
    await vi.waitFor(() => expect(drawn(test)).toContain('1/2/2'));
    test.painted.length = 0;
    test.layer.setColouring({ ...COLOURING, map: 'viridis' });
    expect(test.painted).toEqual(['1/2/2', ...OVERVIEW]);
    await vi.waitFor(() => expect(test.closed).toEqual(expect.arrayContaining(OVERVIEW)));
  });
});

describe('a failure', () => {
  it('of one tile is shown, and ends the calls; what is drawn stays', async () => {
    const test = opened();
    await test.answerOverview();
    test.layer.setColouring(COLOURING);
    test.layer.want(tilesOf('1/0/0', '1/1/0', '1/2/0', '1/3/0'));
    await test.waitFor('sample 1/0/0', 'sample 1/1/0', 'sample 1/2/0');
    test.asked.splice(0, 1)[0]!.fail('image.fits is shorter than its header says.');
    await vi.waitFor(() =>
      expect(test.layer.store.getState().problem).toBe(
        'image.fits is shorter than its header says.',
      ),
    );
    test.answer('sample 1/1/0', 'sample 1/2/0');
    await vi.waitFor(() => expect(drawn(test)).toEqual([...OVERVIEW, '1/1/0', '1/2/0']));
    await test.waitFor();
  });

  it('of the worker is shown, too', async () => {
    const test = opened();
    await test.answerOverview();
    test.painter.call.mockRejectedValue(new AppError('api', 'The thread could not start.'));
    expect(await test.layer.limits({ kind: 'zscale' })).toBeNull();
    expect(test.layer.store.getState().problem).toBe('The thread could not start.');
  });

  it('after the image was closed is nobody’s', async () => {
    const test = opened();
    await test.waitFor('sample 2/0/0', 'sample 2/1/0', 'sample 2/0/1');
    test.layer.close();
    expect(test.forgotten).toEqual(OVERVIEW);
    for (const each of test.asked.splice(0)) each.fail('Cancelled.');
    await test.waitFor();
    expect(test.layer.store.getState().problem).toBeNull();
  });
});
