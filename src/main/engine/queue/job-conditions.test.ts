import { describe, expect, it } from 'vitest';
import type { JobState, JobTarget } from '#shared/downloads/job.ts';
import type { JobListing, JobSort } from '#shared/downloads/job-row.ts';
import { conditionOf } from './job-conditions.ts';
import { pageOf, spanOf } from './queue-page.ts';
import { openQueueDatabase } from './queue-schema.ts';
import { QueueStore } from './queue-store.ts';

/** A store with these files in this order, and none in transfer; ids count from 1. */
function storeOf(states: readonly JobState[]): QueueStore {
  const store = new QueueStore(openQueueDatabase(':memory:'));
  const facts = { rev: null, contentHash: null, checksum: null };
  store.want(states.map((_, at) => ({ ...facts, path: `/f${at + 1}.fits`, size: 100 - at })));
  for (const [at, state] of states.entries()) {
    if (state === 'queued') continue;
    const job = store.byPath(`/f${at + 1}.fits`);
    if (job !== null) store.update({ ...job, state });
  }
  return store;
}

const NONE = new Map<number, never>();
const ALL: JobListing = { filter: 'all', search: '' };

function inTransfer(store: QueueStore, ...ids: readonly number[]) {
  return new Map(
    ids.map((id) => {
      const job = store.byPath(`/f${id}.fits`);
      if (job === null) throw new Error(`There is no job ${id}.`);
      return [id, { job, state: 'active' as const, bytesDone: 3 }];
    }),
  );
}

describe('a list of the queue', () => {
  const states = ['queued', 'done', 'queued', 'failed', 'paused', 'queued', 'done'] as const;
  const orderOf = (sort: JobSort | null, offset = 0, limit = -1): readonly number[] => {
    const store = storeOf(states);
    const query = { ...ALL, sort, offset, limit };
    return pageOf(store, inTransfer(store, 6), query).rows.map(({ id }) => id);
  };

  it('shows failed jobs first, then those in transfer, waiting, paused and done', () => {
    expect(orderOf(null)).toEqual([4, 6, 1, 3, 5, 2, 7]);
    expect(orderOf({ by: 'state', descending: true })).toEqual([2, 7, 5, 1, 3, 6, 4]);
  });

  it('has slices across its states, and a total count', () => {
    expect(orderOf(null, 1, 3)).toEqual([6, 1, 3]);
    const store = storeOf(states);
    const page = pageOf(store, inTransfer(store, 6), { ...ALL, offset: 6, limit: 9 });
    expect(page).toMatchObject({ total: 7, rows: [{ id: 7 }] });
  });

  it('is sorted by the given column', () => {
    expect(orderOf({ by: 'size', descending: false })).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(orderOf({ by: 'path', descending: false })).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  const between = (from: number | null, fromAt: number, to: number | null, toAt: number) => {
    const range = { from: { id: from, index: fromAt }, to: { id: to, index: toAt } };
    const span = spanOf(storeOf(states), NONE, { ...ALL, ...range });
    return [[...span.ids], span.from, span.to];
  };

  it('has the files between two rows and names its ends, even if the rows have moved', () => {
    // In this order: 4, 1, 3, 6, 5, 2, 7.
    expect(between(null, 1, null, 3)).toEqual([[1, 3, 6], 1, 6]);
    expect(between(null, 3, null, 1)).toEqual([[1, 3, 6], 6, 1]);
    expect(between(3, 99, null, 5)).toEqual([[3, 6, 5, 2], 3, 2]);
    expect(between(null, 5, null, 9_000)).toEqual([[2, 7], 2, 7]);
  });

  it('takes no files in place of an end that has left it', () => {
    expect(between(99, 1, 5, 4)).toEqual([[5], 5, 5]);
    expect(between(5, 4, 99, 1)).toEqual([[5], 5, 5]);
    expect(between(98, 1, 99, 4)).toEqual([[], null, null]);
    const nothing = { ...ALL, search: 'nothing', from: { id: null, index: 0 } };
    const span = spanOf(storeOf(states), NONE, { ...nothing, to: { id: null, index: 3 } });
    expect(span).toEqual({ ids: new Uint32Array(), from: null, to: null });
  });
});

describe('a command for a list', () => {
  const meant = (
    store: QueueStore,
    target: JobTarget,
    moving = NONE as ReadonlyMap<number, never>,
  ) => store.paths(conditionOf(target, moving));
  const list = (listing: JobListing, ...except: readonly number[]): JobTarget => ({
    kind: 'list',
    ...listing,
    except: Uint32Array.from(except),
  });

  it('applies to the files that the list contains then, without the excluded ones', () => {
    const store = storeOf(['queued', 'done', 'queued', 'failed']);
    expect(meant(store, list(ALL))).toHaveLength(4);
    expect(meant(store, list(ALL, 2, 4))).toEqual(['/f1.fits', '/f3.fits']);
    expect(meant(store, list({ filter: 'all', search: 'F4.' }))).toEqual(['/f4.fits']);
    expect(meant(store, list({ filter: 'failed', search: 'f1' }))).toEqual([]);
  });

  it('of queued files does not apply to files in transfer, which another list shows', () => {
    const store = storeOf(['queued', 'queued', 'queued']);
    const moving = inTransfer(store, 2);
    const waiting = conditionOf(list({ filter: 'queued', search: '' }), moving);
    expect(store.paths(waiting)).toEqual(['/f1.fits', '/f3.fits']);
    const active = conditionOf(list({ filter: 'active', search: '' }), moving);
    expect(store.paths(active)).toEqual(['/f2.fits']);
  });

  it('moves and removes more files than one SQL statement takes values', () => {
    const store = storeOf(Array.from({ length: 40_000 }, () => 'queued'));
    const ids = Uint32Array.from({ length: 39_999 }, (_, at) => at + 1);
    const most = conditionOf({ kind: 'ids', ids }, NONE);
    store.reorder(most, null);
    expect(store.ids({ condition: ['1'], order: 'priority, position' }).slice(0, 2)).toEqual([
      40_000, 1,
    ]);
    expect(store.remove(most)).toHaveLength(39_999);
    expect(store.count(['1'])).toBe(1);
  });
});
