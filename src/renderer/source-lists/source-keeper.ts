import { AppError } from '#shared/errors/app-error.ts';
import type { SourceTable, Versioned } from '#shared/ipc/contract.ts';
import type { ReadOptions } from '#shared/sources/interpret-table.ts';
import { sourceListMessages } from '../messages/source-lists.ts';
import type { Api } from '../transport/api.ts';
import { messageOf } from '../transport/message-of.ts';
import { createMirror } from '../transport/mirror.ts';
import { prepareRowFinder } from './row-finder.ts';
import { type SourceList, sourceListOf } from './source-list.ts';
import { dropList, putList, showList, useSourceLists } from './source-lists.ts';
import { loadTable, sendTable } from './table-parts.ts';
import type { TableReader } from './table-reader.ts';
import type { Looked, TableInput } from './worker-calls.ts';

/** Keeps the lists of sources: reads them in the worker, and stores their tables with main. */
export interface SourceKeeper {
  /**
   * What a dropped, chosen or pasted thing is; a table of sources is read at once. Rejects with AppError `bad-input`,
   * whose sentence begins with the name.
   */
  look(name: string, input: TableInput, isTable?: boolean): Promise<Looked>;
  /** Shows a table that was read as a list, and stores it. */
  add(name: string, looked: Extract<Looked, { readonly kind: 'sources' }>): SourceList;
  rename(list: SourceList, name: string): Promise<void>;
  /** Reads the table of a list again, in another unit or frame. Rejects with AppError, and leaves the list as it is. */
  readAs(list: SourceList, options: ReadOptions): Promise<void>;
  remove(list: SourceList): Promise<void>;
  /** Adds a list again that was removed. */
  bringBack(list: SourceList, table: Uint8Array<ArrayBuffer>): void;
  /** The table of a list, as it came. */
  tableOf(list: SourceList): Promise<Uint8Array<ArrayBuffer>>;
  readonly reader: TableReader;
  /** Asks main for its tables, and reads those that are new. Rejects with AppError. */
  readonly resync: () => Promise<void>;
  /** To be called before {@link resync} if another main answers. */
  readonly forgetRevision: () => void;
}

/** @param onFailure called with a failure that nobody waits for */
export function keepSources(
  api: Pick<Api, 'call' | 'on'>,
  reader: TableReader,
  onFailure: (error: unknown) => void,
): SourceKeeper {
  /** Lists that main does not have, or not yet. */
  const unsaved = new Set<string>();
  let following: Promise<void> = Promise.resolve();

  const reading = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    useSourceLists.setState((state) => ({ reading: [...state.reading, name] }));
    prepareRowFinder();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const words = sourceListMessages.ofTable(name, error.message);
      throw new AppError(error.code, words, { cause: error });
    } finally {
      useSourceLists.setState((state) => ({
        reading: state.reading.toSpliced(state.reading.indexOf(name), 1),
      }));
    }
  };
  const tableOf = ({ id }: Pick<SourceTable, 'id'>): Promise<Uint8Array<ArrayBuffer>> =>
    loadTable(api, id);
  const readAgain = async (about: Pick<SourceTable, 'id' | 'name' | 'options'>): Promise<void> => {
    const { id, name, options } = about;
    const table = await tableOf({ id });
    const read = await reading(name, () => reader.call('read', { table, options }, [table.buffer]));
    putList(sourceListOf({ id, name, options }, read));
  };

  /** Makes the lists those that main has. */
  const follow = async (tables: readonly SourceTable[]): Promise<void> => {
    for (const { id } of useSourceLists.getState().lists) {
      if (!unsaved.has(id) && tables.every((table) => table.id !== id)) dropList(id);
    }
    for (const { id, name, options } of tables) {
      const known = useSourceLists.getState().lists.find((list) => list.id === id);
      try {
        if (known === undefined || !areSame(known.options, options)) {
          await readAgain({ id, name, options });
        } else if (known.name !== name) putList({ ...known, name });
      } catch (error) {
        onFailure(error);
      }
    }
  };
  const { mirror, resync, forgetRevision } = createMirror<Versioned<readonly SourceTable[]>>({
    subscribe: (listener) => api.on('sources.changed', listener),
    snapshot: () => api.call('sources.get', null),
  });
  mirror.subscribe(({ current }) => {
    if (current !== null) following = following.then(() => follow(current.value));
  });

  const save = async (list: SourceList, table: Uint8Array<ArrayBuffer>): Promise<void> => {
    const { id, name, options } = list;
    unsaved.add(id);
    try {
      await sendTable(api, id, table);
      await api.call('sources.save', { id, name, options });
      unsaved.delete(id);
    } catch (error) {
      const words = sourceListMessages.notKept(name, messageOf(error));
      onFailure(new AppError('disk-error', words, { cause: error }));
    }
  };
  const change = async ({ id, name, options }: SourceList): Promise<void> => {
    if (!unsaved.has(id)) await api.call('sources.change', { id, name, options });
  };

  return {
    reader,
    resync,
    forgetRevision,
    tableOf,
    look: (name, input, isTable = false) =>
      reading(name, () => reader.call('look', { input, isTable })),
    add(given, { read, table }) {
      const name = freeName(given);
      const list = sourceListOf({ id: crypto.randomUUID(), name, options: {} }, read);
      putList(list);
      showList(list.id);
      void save(list, table);
      return list;
    },
    async rename(list, name) {
      putList({ ...list, name });
      await change({ ...list, name });
    },
    async readAs(list, options) {
      await readAgain({ ...list, options });
      await change({ ...list, options });
    },
    async remove({ id }) {
      dropList(id);
      unsaved.delete(id);
      await api.call('sources.delete', { id });
    },
    bringBack(list, table) {
      putList(list);
      showList(list.id);
      void save(list, table);
    },
  };
}

/** The name, or the first of `name 2`, `name 3` … that no list has. */
function freeName(name: string): string {
  const taken = new Set(useSourceLists.getState().lists.map((list) => list.name));
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name} ${count}`;
  return free;
}

function areSame(a: ReadOptions, b: ReadOptions): boolean {
  return a.raUnit === b.raUnit && a.frame === b.frame;
}
