import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { SourceTable } from '#shared/ipc/contract.ts';
import type { Api } from '../transport/api.ts';
import { keepSources } from './source-keeper.ts';
import { useSourceLists } from './source-lists.ts';
import { createTableReader, type StartWorker } from './table-reader.ts';
import { WORKER_HANDLERS } from './worker-handlers.ts';

type AnyHandler = (input: unknown) => Promise<readonly [output: never, unknown]>;

/** The worker's handlers in this thread; a text `dies` ends it. */
const startWorker: StartWorker = (onAnswer, onDeath) => ({
  post({ id, name, input }) {
    if ('input' in input && input.input === 'dies') {
      queueMicrotask(onDeath);
      return;
    }
    (WORKER_HANDLERS[name] as unknown as AnyHandler)(input).then(
      ([output]) => onAnswer({ id, output }),
      ({ code, message }: AppError) => onAnswer({ id, error: { code, message } }),
    );
  },
});

/** Main with its tables, and a page of it. */
function world(tables: Map<string, SourceTable & { table: Uint8Array }> = new Map()) {
  let revision = 0;
  let tell: (payload: unknown) => void = () => undefined;
  const main = { isFull: false };
  const drafts = new Map<string, number[]>();
  const failures: string[] = [];
  const state = () => ({
    revision,
    value: [...tables.values()].map(({ id, name, options }) => ({ id, name, options })),
  });
  const changed = (): null => {
    revision += 1;
    tell(state());
    return null;
  };
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'sources.get': state,
    'sources.load': ({ id, at, length }: { id: string; at: number; length: number }) => {
      const { table } = tables.get(id)!;
      return { part: table.slice(at, at + length), bytes: table.length };
    },
    'sources.append': ({ id, at, part }: { id: string; at: number; part: Uint8Array }) => {
      const before = at === 0 ? [] : drafts.get(id)!;
      drafts.set(id, [...before, ...part]);
      return null;
    },
    'sources.save': (about: SourceTable) => {
      if (main.isFull) throw new AppError('bad-usage', '100 lists are kept already.');
      const table = Uint8Array.from(drafts.get(about.id)!);
      tables.set(about.id, { ...about, table, bytes: table.length, savedAtMs: 1 });
      return changed();
    },
    'sources.change': (table: SourceTable) => {
      tables.set(table.id, { ...tables.get(table.id)!, ...table });
      return changed();
    },
    'sources.delete': ({ id }: { id: string }) => {
      tables.delete(id);
      return changed();
    },
  };
  const api = {
    call: async (name: string, input: never) => answers[name]!(input),
    on: (_: string, listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    },
  } as unknown as Pick<Api, 'call' | 'on'>;
  const keeper = keepSources(api, createTableReader(startWorker), (error) =>
    failures.push((error as Error).message),
  );
  const take = async (name: string, text: string) => {
    const looked = await keeper.look(name, text);
    if (looked.kind !== 'sources') throw new Error('It is no table.');
    return keeper.add(name, looked);
  };
  return { keeper, main, tables, failures, take, answers };
}

const shown = () =>
  useSourceLists.getState().lists.map(({ name, raDeg }) => `${name} ${raDeg.join(' ')}`);

const TABLE = 'RA,Dec\n12.5,-1\n';

beforeEach(() => useSourceLists.setState({ lists: [], shownId: null, reading: [] }));

describe('A list of sources', () => {
  it('is stored with main, and is there again in the next page', async () => {
    const { take, tables, keeper } = world();
    const list = await take('x.csv', TABLE);
    expect(shown()).toEqual(['x.csv 12.5']);
    expect(useSourceLists.getState().shownId).toBe(list.id);
    await vi.waitFor(() => expect(tables.size).toBe(1));
    await keeper.readAs(list, { raUnit: 'hours' });
    await keeper.rename(useSourceLists.getState().lists[0]!, 'pulsars');
    useSourceLists.setState({ lists: [], shownId: null });
    await world(tables).keeper.resync();
    await vi.waitFor(() => expect(shown()).toEqual(['pulsars 187.5']));
  });

  it('follows what another page does with it', async () => {
    const { take, tables, answers } = world();
    const { id } = await take('x.csv', TABLE);
    await take('y.csv', 'RA,Dec\n3,4\n');
    await vi.waitFor(() => expect(tables.size).toBe(2));
    const about = { id, name: 'x.csv', options: { raUnit: 'hours' } };
    answers['sources.change']!(about as never);
    await vi.waitFor(() => expect(shown()).toEqual(['x.csv 187.5', 'y.csv 3']));
    answers['sources.delete']!({ id } as never);
    await vi.waitFor(() => expect(shown()).toEqual(['y.csv 3']));
  });

  it('that main does not keep stays until the next start, and the reason is shown', async () => {
    const { take, main, failures, keeper } = world();
    main.isFull = true;
    await take('x.csv', TABLE);
    await vi.waitFor(() =>
      expect(failures).toEqual([
        'x.csv is shown, but not kept for the next start. 100 lists are kept already.',
      ]),
    );
    await keeper.resync();
    expect(shown()).toEqual(['x.csv 12.5']);
  });

  it('can be brought back after it was removed', async () => {
    const { take, tables, keeper } = world();
    const list = await take('x.csv', TABLE);
    await vi.waitFor(() => expect(tables.size).toBe(1));
    const table = await keeper.tableOf(list);
    await keeper.remove(list);
    expect([shown(), tables.size, useSourceLists.getState().shownId]).toEqual([[], 0, null]);
    keeper.bringBack(list, table);
    await vi.waitFor(() => expect(tables.size).toBe(1));
    expect(shown()).toEqual(['x.csv 12.5']);
  });
});

describe('A table that cannot be read', () => {
  it('is refused by a sentence that begins with its name', async () => {
    const { keeper } = world();
    await expect(keeper.look('x.csv', 'ra,dec\n')).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^x\.csv: The table has no rows/),
    });
    expect(useSourceLists.getState().reading).toEqual([]);
  });

  it('leaves a worker that died replaced by another', async () => {
    const { keeper, take } = world();
    await expect(keeper.look('x.csv', 'dies')).rejects.toThrow(/lack of memory/);
    await take('y.csv', TABLE);
    expect(shown()).toEqual(['y.csv 12.5']);
  });
});
