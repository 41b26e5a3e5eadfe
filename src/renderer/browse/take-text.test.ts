import { beforeEach, describe, expect, it } from 'vitest';
import { fullBitset } from '#shared/catalogue/bitset.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import type { App } from '../app/app.ts';
import { type Browsed, createBrowseStore, withCatalogue } from './browse-store.ts';
import { intakeStore } from './intake-store.ts';
import { takeText } from './take-text.ts';

const PATHS = ['0918+00A', '0918-06A', '0943+00A'].map(
  (field) => `/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_${field}.EPOCH01.I.fits`,
);

const catalogue = createCatalogue(
  PATHS.map((path) => ({ path, size: 1, rev: null, contentHash: null })),
);

/** A page whose catalogue comes when the test says; main has looked every text up in its listing of that time. */
function world() {
  const browse = createBrowseStore();
  const main = { revision: 1 };
  const ask = async (_name: string, { text }: { text: string }) => {
    const warnings: string[] = [];
    if (text === 'fields') {
      return { kind: 'fields', fields: ['VAST_0918+00A'], unknown: [], warnings };
    }
    const { words } = fullBitset(catalogue.length);
    const selection = { catalogueRevision: main.revision, words };
    return { kind: 'files', selection, unknown: [], warnings };
  };
  const browseWith = (change: (browsed: Browsed) => Browsed) =>
    browse.setState(({ browsed }) => ({ browsed: browsed && change(browsed) }));
  return {
    app: { ask, browse, browseWith, rooms: { go: () => {} } } as unknown as App,
    main,
    come: (revision: number) =>
      browse.setState(({ browsed }) => ({ browsed: withCatalogue(browsed, revision, catalogue) })),
    ticked: () => browse.getState().browsed?.ticked.files,
  };
}

/** All that can go on without another listing has gone on. */
const settled = () => new Promise(setImmediate);

const title = () => intakeStore.getState().notice?.title;

beforeEach(() => intakeStore.setState({ notice: null }));

describe('a text that comes before the page has its catalogue', () => {
  it('ticks its fields when that is there', async () => {
    const { app, come, ticked } = world();
    const taken = takeText(app, { name: 'sources.csv', text: 'fields' });
    await settled();
    expect(title()).toBeUndefined();
    come(1);
    await taken;
    expect(ticked()).toBe(1);
    expect(title()).toBe('sources.csv: 1 field ticked, 1 file.');
  });

  it('ticks its files when the listing that they were looked up in is there', async () => {
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

  it('is looked up again when another listing has come meanwhile', async () => {
    const { app, main, come, ticked } = world();
    const taken = takeText(app, { name: 'list.txt', text: 'files' });
    await settled();
    main.revision = 3;
    come(3);
    await taken;
    expect(ticked()).toBe(3);
  });
});

describe('a text', () => {
  it('adds to what is ticked, and says so', async () => {
    const { app, come, ticked } = world();
    come(1);
    await takeText(app, { name: 'list.txt', text: 'fields' });
    await takeText(app, { name: 'list.txt', text: 'files' });
    expect(ticked()).toBe(3);
    come(2);
    await takeText(app, { name: 'more.csv', text: 'fields' });
    expect(title()).toBe('more.csv: 1 field ticked, 0 files more.');
  });
});
