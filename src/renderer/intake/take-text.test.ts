import { beforeEach, describe, expect, it } from 'vitest';
import { fullBitset } from '#shared/catalogue/bitset.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { App } from '../app/app.ts';
import { pathsOf } from '#shared/catalogue/catalogue.ts';
import { createBrowseStore } from '../ticks/browse-store.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { withCatalogue, withQuery } from '../ticks/change-browsed.ts';
import { clearTicks, tickAllOnView } from '../ticks/tick-files.ts';
import { intakeStore } from './intake-store.ts';
import { takeFields } from './take-fields.ts';
import { takeText } from './take-text.ts';

const pathOf = (field: string, epoch: string) =>
  `/EPOCH${epoch}/COMBINED/STOKESI_IMAGES/VAST_${field}.EPOCH${epoch}.I.fits`;

const PATHS = ['0918+00A', '0918-06A', '0943+00A'].map((field) => pathOf(field, '01'));

const catalogue = createCatalogue(
  PATHS.map((path) => ({ path, size: 1, rev: null, contentHash: null })),
);

/** A page whose catalogue arrives when the test sends it; main has looked up every text in its listing of that time. */
function world() {
  const browse = createBrowseStore();
  const main = { revision: 1 };
  const toasts: string[] = [];
  const call = async (name: string, { text }: { text: string }) => {
    if (name === 'connection.connectWithConfig') return void toasts.push('connects');
    if (text === 'config') return { kind: 'config', warnings: ['Line 3: the password ….'] };
    const warnings: string[] = [];
    if (text === 'wrong') throw new AppError('bad-input', 'Its columns are "ra", "dec".');
    if (text === 'unknown') {
      const fields: string[] = [];
      return {
        kind: 'fields',
        column: null,
        fields,
        epochs: null,
        unknown: ['9999+99A'],
        warnings,
      };
    }
    if (text === 'table') {
      const fields = ['VAST_0918+00A', 'VAST_0943+00A'];
      const epochs = [{ field: 'VAST_0918+00A', epochs: ['02'] }];
      return { kind: 'fields', column: 'field', fields, epochs, unknown: [], warnings };
    }
    if (text === 'fields') {
      const fields = ['VAST_0918+00A'];
      return { kind: 'fields', column: null, fields, epochs: null, unknown: [], warnings };
    }
    const { words } = fullBitset(catalogue.length);
    const selection = { catalogueRevision: main.revision, words };
    return { kind: 'files', selection, unknown: [], warnings };
  };
  const browseWith = (change: (browsed: Browsed) => Browsed) =>
    browse.setState(({ browsed }) => ({ browsed: browsed && change(browsed) }));
  return {
    app: {
      api: { call },
      ask: async () => ({ files: 0, isFetching: false }),
      browse,
      browseWith,
      views: { go: () => {} },
      toasts: { show: (text: string) => void toasts.push(text) },
    } as unknown as App,
    toasts,
    main,
    come: (revision: number) =>
      browse.setState(({ browsed }) => ({ browsed: withCatalogue(browsed, revision, catalogue) })),
    ticked: () => browse.getState().browsed?.ticked.files,
  };
}

/** The same, with fields in two epochs. */
const twoEpochs = createCatalogue(
  [...PATHS, pathOf('0918+00A', '02'), pathOf('0943+00A', '02')].map((path) => ({
    path,
    size: 1,
    rev: null,
    contentHash: null,
  })),
);

/** All that can go on without another listing has gone on. */
const settled = () => new Promise(setImmediate);

const title = () => intakeStore.getState().notice?.title;

beforeEach(() => intakeStore.setState({ notice: null }));

describe('A text that arrives before the catalogue of the page', () => {
  it('ticks its fields when the catalogue arrives', async () => {
    const { app, come, ticked } = world();
    const taken = takeText(app, { name: 'sources.csv', text: 'fields' });
    await settled();
    expect(title()).toBeUndefined();
    come(1);
    await taken;
    expect(ticked()).toBe(1);
    expect(title()).toBe('sources.csv: 1 field ticked, 1 file.');
  });

  it('ticks its files when the listing arrives in which main looked them up', async () => {
    const { app, main, come, ticked } = world();
    come(1);
    main.revision = 2;
    const taken = takeText(app, { name: 'list.txt', text: 'files' });
    await settled();
    expect(title()).toBeUndefined();
    come(2);
    await taken;
    expect(ticked()).toBe(3);
    expect(title()).toBe('list.txt: 3 files ticked.');
  });

  it('is looked up again if another listing has arrived since', async () => {
    const { app, main, come, ticked } = world();
    const taken = takeText(app, { name: 'list.txt', text: 'files' });
    await settled();
    main.revision = 3;
    come(3);
    await taken;
    expect(ticked()).toBe(3);
  });
});

describe('A text', () => {
  it('adds to the ticked files, and shows how many it added', async () => {
    const { app, come, ticked } = world();
    come(1);
    await takeText(app, { name: 'list.txt', text: 'fields' });
    await takeText(app, { name: 'list.txt', text: 'files' });
    expect(ticked()).toBe(3);
    come(2);
    await takeText(app, { name: 'more.csv', text: 'fields' });
    expect(title()).toBe('more.csv: 1 field ticked, 0 files more.');
  });

  it('ticks the files of a list that the search hides, and shows how many these are', async () => {
    const { app, come, ticked } = world();
    come(1);
    app.browseWith((browsed) => withQuery(browsed, '0943'));
    await takeText(app, { name: 'list.txt', text: 'files' });
    expect(ticked()).toBe(3);
    expect(title()).toBe(
      'list.txt: 3 files ticked. 2 of them are hidden by the search or the filters.',
    );
    app.browseWith((browsed) => withQuery(browsed, 'nowhere'));
    await takeText(app, { name: 'list.txt', text: 'files' });
    expect(title()).toMatch(/All are hidden by the search or the filters\.$/);
  });

  it('of fields ticks their files on view, and shows how many it left out', async () => {
    const { app, come, ticked } = world();
    come(1);
    app.browseWith((browsed) => withQuery(browsed, '0943'));
    await takeText(app, { name: 'fields.csv', text: 'fields' });
    expect(ticked()).toBe(0);
    expect(intakeStore.getState().notice?.detail).toBe(
      '1 file of these fields is hidden by the search or the filters and not ticked.',
    );
  });
});

describe('A table that names epochs', () => {
  const tickedPaths = ({ app }: ReturnType<typeof world>) => {
    const { browsed } = app.browse.getState();
    return browsed === null ? [] : [...pathsOf(browsed.catalogue, browsed.ticks)];
  };
  const choose = (app: App, next: 'table' | 'all') => {
    const { text, ticked } = intakeStore.getState().notice!.choice!;
    takeFields(app, text, next, ticked);
  };

  it('ticks its fields in its own epochs, or in all, and back', async () => {
    const page = world();
    page.app.browse.setState({ browsed: withCatalogue(null, 1, twoEpochs) });
    await takeText(page.app, { name: 'find.csv', text: 'table' });
    expect(tickedPaths(page)).toEqual([pathOf('0918+00A', '02')]);
    expect(title()).toBe('find.csv: 2 fields ticked in the epochs of the table, 1 file.');
    expect(intakeStore.getState().notice?.detail).toContain('column “field”');
    choose(page.app, 'all');
    expect(page.ticked()).toBe(4);
    expect(title()).toBe('find.csv: 2 fields ticked, 4 files.');
    choose(page.app, 'table');
    expect(tickedPaths(page)).toEqual([pathOf('0918+00A', '02')]);
  });

  it('leaves every other tick as it was', async () => {
    const page = world();
    page.app.browse.setState({ browsed: tickAllOnView(withCatalogue(null, 1, twoEpochs), true) });
    await takeText(page.app, { name: 'find.csv', text: 'table' });
    choose(page.app, 'all');
    choose(page.app, 'table');
    expect(page.ticked()).toBe(5);
    page.app.browseWith(clearTicks);
    choose(page.app, 'all');
    expect(page.ticked()).toBe(4);
  });
});

describe('A text that ticks nothing', () => {
  it.each([
    ['wrong', 'Its columns are "ra", "dec".'],
    ['unknown', 'This listing has none of these fields: 9999+99A.'],
  ])('and is %s is refused beside its input', async (text, why) => {
    const { app, come, toasts } = world();
    come(1);
    const refusals: string[] = [];
    const isTaken = await takeText(app, { name: 'Pasted text', text }, (reason) => {
      refusals.push(reason);
    });
    expect([isTaken, refusals, toasts]).toEqual([false, [why], []]);
    expect(title()).toBeUndefined();
  });

  it('is refused by a toast if it was dropped', async () => {
    const { app, come, toasts } = world();
    come(1);
    expect(await takeText(app, { name: 'x.csv', text: 'wrong' })).toBe(false);
    expect(toasts).toEqual(['Its columns are "ra", "dec".']);
  });
});

describe('A dropbox.cfg', () => {
  it('shows its warnings before anything in it is sent', async () => {
    const { app, toasts } = world();
    expect(await takeText(app, { name: 'dropbox.cfg', text: 'config' })).toBe(true);
    expect(toasts).toEqual(['Line 3: the password ….', 'connects']);
  });
});
