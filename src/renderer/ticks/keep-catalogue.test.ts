import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { countBits, createBitset } from '#shared/catalogue/bitset.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import type { ListingInfo, Versioned } from '#shared/ipc/contract.ts';
import type { Api } from '../transport/api.ts';
import type { Mirror } from '../transport/mirror.ts';
import { createBrowseStore } from './browse-store.ts';
import { tickAllOnView } from './tick-files.ts';
import { keepCatalogue } from './keep-catalogue.ts';

const PATHS = [
  '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits',
  '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918-06A.EPOCH01.I.fits',
  '/EPOCH02/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH02.I.fits',
];

const of = (...paths: readonly string[]): Catalogue =>
  createCatalogue(paths.map((path) => ({ path, size: 1, rev: null, contentHash: null })));

/** A main that answers when the test resolves its calls. */
function world() {
  const answers: PromiseWithResolvers<Versioned<Catalogue>>[] = [];
  const browse = createBrowseStore();
  const listing: Mirror<Versioned<ListingInfo>> = createStore(() => ({ current: null }));
  const call = async (name: string) => {
    if (name === 'catalogue.get') {
      const answer = Promise.withResolvers<Versioned<Catalogue>>();
      answers.push(answer);
      return await answer.promise;
    }
    const { revision, catalogue } = browse.getState().browsed!;
    return { catalogueRevision: revision, words: createBitset(catalogue.length).words };
  };
  const api = { call, on: () => () => {} } as unknown as Pick<Api, 'call' | 'on'>;
  const resync = vi.fn(async () => undefined);
  const keeper = keepCatalogue(api, { mirror: listing, resync }, browse);
  return {
    answers,
    keeper,
    resync,
    problem: () => browse.getState().problem,
    browsed: () => browse.getState().browsed,
    change: browse.setState,
    announce(catalogueRevision: number) {
      const value = { source: 'crawled', catalogueRevision, listedAtMs: 0, files: 1, crawl: null };
      listing.setState({
        current: { revision: catalogueRevision, value } as Versioned<ListingInfo>,
      });
    },
  };
}

describe('The catalogue of the page', () => {
  it('is loaded again when main has another one, and keeps the ticks of the same files', async () => {
    const { answers, announce, browsed, change } = world();
    announce(1);
    answers[0]!.resolve({ revision: 1, value: of(...PATHS.slice(0, 2)) });
    await vi.waitFor(() => expect(browsed()?.revision).toBe(1));
    change(({ browsed: now }) => ({ browsed: now && tickAllOnView(now, true) }));
    announce(1);
    expect(answers).toHaveLength(1);
    announce(2);
    answers[1]!.resolve({ revision: 2, value: of(...PATHS.slice(1)) });
    await vi.waitFor(() => expect(browsed()?.revision).toBe(2));
    expect(countBits(browsed()!.ticks)).toBe(1);
  });

  it('is loaded again after its answer was lost, and the failure is shown until then', async () => {
    const { answers, keeper, announce, browsed, problem } = world();
    announce(1);
    answers[0]!.reject(new AppError('network', 'The connection to the server is lost.'));
    await vi.waitFor(() => expect(problem()).toBe('The connection to the server is lost.'));
    const again = keeper.resync();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(problem()).toBeNull();
    answers[1]!.resolve({ revision: 1, value: of(...PATHS) });
    await again;
    expect(browsed()?.catalogue.length).toBe(3);
  });

  it('is loaded again when the listing repeats the same revision', async () => {
    const { answers, announce, browsed, problem } = world();
    announce(1);
    answers[0]!.reject(new Error('lost'));
    await vi.waitFor(() => expect(problem()).toContain('lost'));
    announce(1);
    answers[1]!.resolve({ revision: 1, value: of(...PATHS) });
    await vi.waitFor(() => expect(browsed()?.revision).toBe(1));
    expect(problem()).toBeNull();
  });

  it('is not loaded twice', async () => {
    const { answers, keeper, announce, browsed } = world();
    announce(1);
    answers[0]!.resolve({ revision: 1, value: of(...PATHS) });
    await vi.waitFor(() => expect(browsed()?.revision).toBe(1));
    await keeper.resync();
    expect(answers).toHaveLength(1);
  });

  it('shows the failure if the listing cannot be loaded', async () => {
    const { keeper, resync, problem } = world();
    resync.mockRejectedValueOnce(new AppError('disk-error', 'The listing cannot be read.'));
    await keeper.resync();
    expect(problem()).toBe('The listing cannot be read.');
  });

  it('comes from the last call, even if an earlier one is answered later', async () => {
    const { answers, announce, browsed } = world();
    announce(1);
    announce(2);
    answers[1]!.resolve({ revision: 2, value: of(...PATHS) });
    await vi.waitFor(() => expect(browsed()?.revision).toBe(2));
    answers[0]!.resolve({ revision: 1, value: of(PATHS[0]!) });
    await answers[0]!.promise;
    await Promise.resolve();
    expect(browsed()?.revision).toBe(2);
    expect(browsed()?.catalogue.length).toBe(3);
  });
});
